// Shows one page, and turns to the next.
function show(page, quietly) {
  state.at = page;
  all(".page").forEach((section) => { section.hidden = section.id !== page; });
  const section = find("#" + page), number = room(page), votes = state.rooms[number - 1];
  hold(false);
  tell("");
  if (order().includes(page)) state.from = "";
  all(".says", section).forEach((says) => { says.textContent = ""; });
  all("details.sources", section).forEach((sources) => { sources.open = false; });
  texts(section);
  all(".by-hands, .by-cards", section).forEach((text) => { text.hidden = !text.classList.contains("by-" + state.by); });
  if (/-(vote|again|because)$/.test(page)) counters(section);
  if (/-reveal$/.test(page)) reveal(section, number);
  all(".yours", section).forEach((yours) => { yours.hidden = yours.dataset.letter !== votes.chosen; });
  if (section.matches(".question")) {
    const pages = questions();
    find(".of", section).textContent = say(words.QUESTION_OF, { number: pages.indexOf(page) + 1, all: pages.length });
  }
  if (page === "end") ended(section);
  if (page === "paused") paused(section);
  all(".steps i").forEach((step, index) => step.classList.toggle("done", index + 1 <= number || over()));
  fit();
  window.scrollTo(0, 0);
  if (!quietly) {
    keep();
    find("h1", section).focus({ preventScroll: true });
  }
}

const over = () => !["start", "frame", "paused"].includes(state.at) && !room(state.at);

// One page on or back, once its end, or its top, was seen. A pause, or a page that was opened on the way, leads back
// to where it was opened; a page that a changed plan does not have, to the next that it has.
function step(by) {
  if (state.at === "start" && !isRead) return whenRead(() => step(by));
  const first = state.at === "start" && by > 0 && offered();
  if (first) return goOnWith(first);
  if (scrollOn(by, covered())) return;
  if (state.at === "start") return by > 0 && begin();
  const pages = order(), here = pages.indexOf(state.at), section = find("#" + state.at);
  if (by > 0 && /-(vote|again)$/.test(state.at) && !sum(counts(section))) return uncounted(section);
  const next = here < 0 ? state.from || beside(pages, by) : pages[here + by];
  if (next === "start") return leave();
  if (next) show(next);
  if (next && by < 0) window.scrollTo(0, document.documentElement.scrollHeight);
}

function beside(pages, by) {
  const whole = all(".page").map((section) => section.id), here = whole.indexOf(state.at);
  return (by > 0 ? whole.slice(here + 1) : whole.slice(0, here).reverse()).find((page) => pages.includes(page));
}

function aside(page) {
  if (order().includes(state.at)) state.from = state.at;
  show(page);
}

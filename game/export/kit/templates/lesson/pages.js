// Shows one page, and sets it as large as the wall allows.
const wide = window.matchMedia("(min-width: 56em) and (min-height: 30em)");

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
    find(".of", section).textContent = "Question " + (pages.indexOf(page) + 1) + " of " + pages.length;
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

// A calm text stands before the others, where a scene has one.
function texts(section) {
  all(".whole", section).forEach((whole) => {
    const told = whole.parentNode, asked = [state.calm ? ".calm" : "", "." + state.text, ".whole"];
    const shown = asked.filter(Boolean).map((name) => find(name, told)).find(Boolean);
    all(".whole, .short, .easy, .calm", told).forEach((text) => { text.hidden = text !== shown; });
  });
}

// Few words are set larger and many smaller; what was asked for larger than the wall scrolls.
function fit() {
  const set = (name, value) => document.documentElement.style.setProperty(name, value.toFixed(3));
  set("--size", 1);
  if (wide.matches) setToFit((size) => set("--fit", size), 1.36);
  else set("--fit", 1);
  set("--size", state.size);
}
window.addEventListener("resize", fit);
// Before its typeface is there, a page is measured in another.
if (document.fonts) document.fonts.addEventListener("loadingdone", fit);

const over = () => !["start", "frame", "paused"].includes(state.at) && !room(state.at);

// What the buttons at the foot cover.
const covered = () => getComputedStyle(find(".foot")).position === "static" ? 0 : find(".foot").offsetHeight;

// One page on or back, once its end, or its top, was seen. A pause, or a page that was opened on the way, leads back
// to where it was opened; a page that a changed plan does not have, to the next that it has.
function step(by) {
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

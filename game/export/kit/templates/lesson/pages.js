// Shows one page, and sets it as large as the wall allows.
const wide = window.matchMedia("(min-width: 56em) and (min-height: 30em)");

function show(page, quietly) {
  state.at = page;
  all(".page").forEach((section) => { section.hidden = section.id !== page; });
  const section = find("#" + page), number = room(page), votes = state.rooms[number - 1];
  hold(false);
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
  const page = document.documentElement, set = (name, value) => page.style.setProperty(name, value.toFixed(2));
  const fits = (size) => { set("--fit", size); return page.scrollHeight <= window.innerHeight; };
  let fitting = wide.matches ? 1.36 : 1;
  set("--size", 1);
  if (!fits(fitting) && wide.matches) {
    let least = 0.62;
    for (let halvings = 0; halvings < 6; halvings += 1) {
      const middle = (least + fitting) / 2;
      if (fits(middle)) least = middle;
      else fitting = middle;
    }
    set("--fit", least - 0.005);
  }
  set("--size", state.size);
}
window.addEventListener("resize", fit);
// Before its typeface is there, a page is measured in another.
if (document.fonts) document.fonts.addEventListener("loadingdone", fit);

const over = () => !["start", "frame", "paused"].includes(state.at) && !room(state.at);

// One page on or back. A pause, or a page that was opened on the way, leads back to where it was opened.
function step(by) {
  const pages = order(), here = pages.indexOf(state.at), section = find("#" + state.at);
  if (state.at === "start") return by > 0 && begin();
  if (here < 0) return state.from && show(state.from);
  if (by > 0 && /-(vote|again)$/.test(state.at) && !sum(counts(section))) return uncounted(section);
  if (pages[here + by]) show(pages[here + by]);
}

function aside(page) {
  const pages = order();
  if (pages.includes(state.at)) state.from = state.at;
  show(page);
}

// What lesson.html and the wall of a room share: their words, which text of a scene stands, how large, light or dark,
// and strokes for votes. The page's own script has the `state` with text, calm, wall and size.
const find = (what, within) => (within || document).querySelector(what);
const all = (what, within) => Array.from((within || document).querySelectorAll(what));
const words = JSON.parse(find("#words").textContent);
const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
const wide = window.matchMedia("(min-width: 56em) and (min-height: 30em)");

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

function look() {
  document.documentElement.classList.toggle("dark", state.wall === "dark");
  fit();
}

// What the buttons at the foot cover.
function covered() {
  const bar = find(".foot");
  return !bar || getComputedStyle(bar).position === "static" ? 0 : bar.offsetHeight;
}

// A stroke a hand, five to a group; too few for a number are too few for strokes.
function drawStrokes(section) {
  const width = (counted) => counted ? counted + Math.floor((counted - 1) / 5) : 0;
  const marks = all("[data-strokes]", section), counted = (mark) => Number(mark.dataset.strokes);
  section.style.setProperty("--most", String(width(Math.max(12, ...marks.map(counted)))));
  marks.forEach((mark) => mark.style.setProperty("--strokes", String(width(counted(mark)))));
}

// Keys: what a presenter sends, and two for the teacher. `h` shows only as long as it is held.
const blank = find("#blank"), peek = find("#peek");

function cover(on) {
  blank.hidden = !on;
  if (on) blank.focus();
  else find("#" + state.at + " h1").focus({ preventScroll: true });
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  // The key by which a presenter starts its show would load the lesson anew.
  if (event.key === "F5" && state.begun) return event.preventDefault();
  const writes = event.target.matches("input[type=text], input[type=time]"), turns = { PageDown: 1, PageUp: -1 }[event.key];
  if (find("#ask").open) {
    if (turns) event.preventDefault();
    if (turns && !event.repeat) find("#stays").click();
  } else if (!blank.hidden) {
    event.preventDefault();
    cover(false);
  } else if (turns) {
    event.preventDefault();
    if (!event.repeat) step(turns);
  } else if (writes) return;
  else if (event.key === "." || event.key === "b") {
    event.preventDefault();
    cover(true);
  } else if (event.key === "h") {
    event.preventDefault();
    if (!event.repeat) hold(true);
  } else if (event.key === "s") {
    const sources = find("#" + state.at + " .sources");
    if (sources) sources.open = !sources.open;
  }
}

document.addEventListener("keydown", pressed);
document.addEventListener("keyup", (event) => { if (event.key === "h") hold(false); });
window.addEventListener("blur", () => { if (held) hold(false); });
blank.addEventListener("click", () => cover(false));
peek.addEventListener("pointerdown", (event) => { event.preventDefault(); hold(true); });
["pointerup", "pointerleave", "pointercancel"].forEach((name) => peek.addEventListener(name, () => hold(false)));
// Who cannot hold a key opens and closes it with Enter.
peek.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); hold(!held); } });
// The second click of a double click turns no page.
find("#back").addEventListener("click", (event) => { if (event.detail < 2) step(-1); });
find("#on").addEventListener("click", (event) => { if (event.detail < 2) step(1); });

find("#start").setAttribute("aria-busy", "true");
const draft = fillDraft();
settings();
show("start", true);
if (!store(FIRST_PAGE, draft)) tell(words.NOT_KEPT_LONG);
readJournal().then(() => {
  clear();
  if (state.at !== "start") return;
  fillDraft();
  settings();
}).catch(() => {}).then(endReading);
setTimeout(endReading, LONGEST_WAIT);

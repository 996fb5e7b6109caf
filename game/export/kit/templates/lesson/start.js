// The first page: the settings, a late start, and a lesson that goes on.
// What was changed on it since it was opened, by the name of the field.
let changed = {};
const today = (time) => new Date(time).toDateString() === new Date().toDateString();

function chosen() {
  const form = find("form.plan"), value = (name) => find("input[name=" + name + "]:checked", form).value;
  return {
    plan: Number(value("plan")), by: value("by"), text: value("text"), wall: value("wall"), calm: Boolean(find("#calm:checked")),
    bell: find("#bell").value, name: find("#class").value.trim(), size: state.size,
  };
}

function fill(values) {
  all("#start input").forEach((input) => {
    const value = values[input.name];
    if (value === undefined) return;
    if (input.type === "radio") input.checked = input.value === String(value);
    else if (input.type === "checkbox") input.checked = value;
    else input.value = value;
  });
}

function settings() {
  Object.assign(state, chosen());
  const minutes = left(), planned = plan().minutes, half = minutes <= planned / 2, late = minutes < planned && !half;
  find("#late").textContent = minutes >= planned ? ""
    : say(half ? words.LATE_BY_HALF : words.LATE, { left: minutes, planned });
  find("#tell").hidden = !late || data.rooms.length < 2;
  offer();
  look();
}

function begin() {
  const told = !find("#tell").hidden && find("#tell input").checked ? [1] : [];
  state = takeUp(Object.assign(fresh(), chosen(), { begun: Date.now(), told }));
  putAway();
  show("frame");
}

function goOn() {
  begin();
  state.told = [];
  let next = "frame";
  data.rooms.every((facts, index) => {
    const found = find("input[name=resume" + (index + 1) + "]:checked");
    if (!found) return false;
    Object.assign(state.rooms[index], { chosen: found.value, resumed: true });
    next = index + 1 < data.rooms.length ? "d" + (index + 2) + "-scene" : "out";
    return true;
  });
  show(next);
}

// A lesson goes on where it stopped, with what was changed on the first page; so does its clock, if it stood for an hour.
function goOnWith(lesson) {
  const now = chosen();
  state = takeUp(Object.assign(whole(lesson), { closed: false }));
  const stood = Date.now() - (state.saved || Date.now());
  if (stood > 3600000) Object.assign(state, { begun: state.begun + stood, bell: "" });
  Object.keys(changed).filter((name) => name in now && name !== "name").forEach((name) => { state[name] = now[name]; });
  putAway();
  look();
  show(state.at);
}

function putAway() {
  changed = {};
  putDraft();
}

const putDraft = () => put(FIRST_PAGE, { saved: Date.now(), changed });

// Fills the first page with what was changed on it today and not yet used.
function fillDraft() {
  const drafts = everything().filter(([key]) => key === FIRST_PAGE).map(([, draft]) => draft);
  const latest = drafts.sort((one, other) => other.saved - one.saved)[0];
  if (!latest || !today(latest.saved)) return { saved: 0, changed };
  changed = latest.changed;
  state.size = changed.size || 1;
  fill(changed);
  return latest;
}

// Back to the first page, which offers the lesson that was left there.
function leave(values) {
  fill(Object.assign({}, state, values));
  state = Object.assign(fresh(), { size: state.size });
  settings();
  show("start", true);
  find("#start h1").focus({ preventScroll: true });
}

function resize(by) {
  state.size = Math.min(2, Math.max(0.7, state.size + by));
  change("size", state.size);
  look();
}

function change(name, value) {
  changed[name] = value;
  putDraft();
}

find("#start").addEventListener("input", (event) => {
  change(event.target.name, event.target.type === "checkbox" ? event.target.checked : event.target.value);
  settings();
});
find("#resume").addEventListener("toggle", () => {
  fit();
  if (find("#resume").open) find("#resume").scrollIntoView({ block: "nearest" });
});
find("form.plan").addEventListener("submit", (event) => event.preventDefault());
find("#begin").addEventListener("click", () => anew(begin));
find("#go-on").addEventListener("click", () => anew(goOn));
find("#stored").addEventListener("click", () => whenRead(() => goOnWith(offered())));
find("#smaller").addEventListener("click", () => resize(-0.1));
find("#larger").addEventListener("click", () => resize(0.1));
find("#full").addEventListener("click", () => { const page = document.documentElement; if (page.requestFullscreen) page.requestFullscreen(); });
// Another window may have gone on with a lesson.
window.addEventListener("focus", () => {
  const offers = () => { if (state.at === "start") offer(); };
  offers();
  readJournal().then(offers, () => {});
});

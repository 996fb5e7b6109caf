// What this browser keeps: each lesson under a key of its own, so that none is ever written over another.
const LESSON = "lesson ", FIRST_PAGE = "first page of " + data.pack + " " + data.role;
let unkept = false;

// Where storage is missing or full, what is kept lasts as long as this window, also when it is loaded anew.
function put(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch (e) {
    remember(key, value);
    return false;
  }
}

function remember(key, value) {
  try { history.replaceState(Object.assign({}, history.state, { [key]: value }), ""); } catch (e) { /* it lasts until this page goes */ }
}

function drop(key) {
  try { localStorage.removeItem(key); } catch (e) { /* nothing was kept there */ }
  if (history.state && history.state[key]) remember(key, null);
  enter(key, null);
}

// Everything that is kept, by its key; of what is kept in several places the latest.
function everything() {
  const found = Object.assign({}, history.state);
  // A lesson's copies are told apart by how often it was written, as the clock may be wrong.
  const number = (kept) => kept.count || kept.saved || 0;
  const add = (key, kept) => {
    const before = found[key];
    if (!before || !before.count !== !kept.count || number(before) <= number(kept)) found[key] = kept;
  };
  let keys = [];
  Object.keys(journal).filter((key) => journal[key]).forEach((key) => add(key, journal[key]));
  try { keys = Object.keys(localStorage); } catch (e) { /* nothing is kept there */ }
  keys.filter((key) => key.startsWith(LESSON) || key === FIRST_PAGE).forEach((key) => {
    try {
      add(key, JSON.parse(localStorage.getItem(key)));
    } catch (e) { /* nothing that this page wrote */ }
  });
  return found;
}

// The lessons of this council, the latest first. The file's first edition kept one, under the digest of its pack.
function lessons() {
  return Object.entries(everything())
    .filter(([key, lesson]) => key.startsWith(LESSON) && lesson && lesson.begun && Array.isArray(lesson.rooms)
      && (lesson.pack ? lesson.pack === data.pack && lesson.role === data.role : key === LESSON + data.digest))
    .map(([key, lesson]) => Object.assign(lesson, { key }))
    .sort((one, other) => (other.saved || 0) - (one.saved || 0));
}

const fits = (lesson) => !lesson.shape || lesson.shape === SHAPE;

// A lesson as this page needs it, whatever page wrote it.
function whole(lesson) {
  const rooms = fresh().rooms.map((votes, index) => Object.assign(votes, lesson.rooms[index]));
  const found = Object.assign(fresh(), lesson, { rooms });
  if (!data.plans[found.plan]) found.plan = 0;
  const at = found.at === "paused" || found.at === "start" ? found.from : found.at;
  return Object.assign(found, { at: document.getElementById(at) ? at : "frame" });
}

function keep() {
  if (!state.begun) return;
  const there = everything()[state.key];
  if (there && (there.count || 0) !== state.count) {
    state.key = "";
    tell(words.OTHER_WINDOW);
  }
  if (!state.key) state.key = LESSON + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  state.count += 1;
  state.saved = Date.now();
  unkept = !put(state.key, state);
  enter(state.key, state);
  if (unkept) {
    tell(words.NOT_KEPT);
  }
}

function tell(text) {
  if (find("#told").textContent === text) return;
  find("#told").textContent = text;
  fit();
}

window.addEventListener("beforeunload", (event) => {
  if (!unkept) return;
  event.preventDefault();
  event.returnValue = "";
});

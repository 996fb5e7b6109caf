// What this browser keeps. Whoever takes a lesson up writes a copy under a key of its own, so no window ever writes over
// another's. `seen` says how often each key was written before a copy: one is taken away only if another has seen all of it.
const LESSON = "lesson ", FIRST_PAGE = "first page of " + data.pack + " " + data.role;
let unkept = false;

// Where storage is missing or full, what is kept lasts as long as this window, also when it is loaded anew.
function put(key, value) {
  enter(key, value);
  return store(key, value);
}

function store(key, value) {
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

// What is kept, as pairs of a key and a value; a key may be there once for each place that keeps it.
const everything = () => inStorage().concat(Object.entries(journal), Object.entries(history.state || {})).filter(([, value]) => value);

function inStorage() {
  let keys = [];
  try { keys = Object.keys(localStorage); } catch (e) { /* nothing is kept there */ }
  return keys.filter((key) => key.startsWith(LESSON) || key === FIRST_PAGE).flatMap((key) => {
    try { return [[key, JSON.parse(localStorage.getItem(key))]]; } catch (e) { return []; }
  });
}

// The first edition's copies have only a number or a time.
const seenBy = ([key, copy]) => copy.seen || { [key]: copy.count || copy.saved || 1 };

function covers(one, other) {
  const seen = seenBy(one);
  return Object.entries(seenBy(other)).every(([key, times]) => (seen[key] || 0) >= times);
}

// The copies that no other holds whole; of two that hold the same the first.
function latestOf(found) {
  const copies = found.filter(([key, copy]) => key.startsWith(LESSON) && copy);
  return copies.filter((one, index) => !copies.some((other, place) =>
    place !== index && covers(other, one) && (place < index || !covers(one, other))));
}

function coveredOf(found) {
  const latest = latestOf(found);
  return found.filter((one) => one[0].startsWith(LESSON) && one[1] && !latest.includes(one)).map(([key]) => key);
}

// The lessons of this council, the latest first. The file's first edition kept one, under the digest of its pack.
function lessons() {
  return latestOf(everything())
    .filter(([key, lesson]) => !lesson.forgotten && lesson.begun && Array.isArray(lesson.rooms)
      && (lesson.pack ? lesson.pack === data.pack && lesson.role === data.role : key === LESSON + data.digest))
    .map(([key, lesson]) => Object.assign({}, lesson, { key, seen: seenBy([key, lesson]) }))
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

function takeUp(lesson) {
  const key = LESSON + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  return Object.assign(lesson, { key, seen: Object.assign({}, lesson.seen) });
}

function keep() {
  if (!state.begun) return;
  if (everything().some(([key, copy]) => key !== state.key && copy.seen && copy.seen[state.key])) {
    takeUp(state);
    tell(words.OTHER_WINDOW);
  }
  state.seen[state.key] = (state.seen[state.key] || 0) + 1;
  state.saved = Date.now();
  unkept = !put(state.key, state);
  clear();
  if (unkept) {
    tell(words.NOT_KEPT);
  }
}

// Takes a lesson's copies away. What remains says only that it was forgotten, also to a copy that comes back: of a storage
// that could not be reached, or of a computer that died.
function drop(lesson) {
  const left = takeUp({ forgotten: true, seen: lesson.seen });
  left.seen[left.key] = 1;
  put(left.key, left);
  clear();
}

// Takes away what another copy in the same place holds whole, and what was forgotten in a page that could not reach it.
function clear() {
  const forgotten = everything().filter(([, copy]) => copy.forgotten);
  coveredOf(inStorage().concat(forgotten)).forEach((key) => localStorage.removeItem(key));
  coveredOf(Object.entries(history.state || {}).concat(forgotten)).forEach((key) => remember(key, null));
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

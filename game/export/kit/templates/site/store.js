// What this browser keeps: every road that was gone in a role, each once, and how the pages look. Nothing is dropped:
// a run that parts from another stands beside it, and what another window wrote is read again before each writing.
// Runs have a second copy in IndexedDB, since Chromium may cut a page that was opened from a file off from its
// localStorage, without a word; both are read, and together they are what is kept.
const RUNS = `sixteen-points ${story.pack} ${story.role}`, LOOK = "sixteen-points look", COPIES = "sixteen-points";
const memory = {};

function readKept(key) {
  try {
    const text = localStorage.getItem(key);
    if (text !== null) return JSON.parse(text);
  } catch (error) { /* Storage is denied, or holds what this page did not write: what is in memory goes on. */ }
  return memory[key] || null;
}

// Keep a value; return whether it will be there when the page is opened again.
function keep(key, value) {
  memory[key] = value;
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch (error) {
    return false;
  }
}

const isPrefix = (short, long) => short.length <= long.length && short.every((ref, index) => ref === long[index]);
const isRun = (refs) => Array.isArray(refs) && refs.every((ref) => typeof ref === "string");

function checkRuns(kept) {
  const runs = kept && Array.isArray(kept.runs) ? kept.runs.filter((refs) => isRun(refs) && refs.length) : [];
  return { runs, current: kept && isRun(kept.current) ? kept.current : null, count: kept && Number(kept.count) || 0 };
}

// Two copies as one: all runs of both, each once, and the run at hand of the one that was written last.
function mergeRuns(one, other) {
  const all = [...one.runs, ...other.runs];
  const runs = all.filter((refs, index) =>
    !all.some((each, at) => isPrefix(refs, each) && (each.length > refs.length || at < index)));
  const last = other.count > one.count ? other : one;
  return { runs, current: last.current || one.current || other.current, count: last.count };
}

function readRuns() {
  return mergeRuns(checkRuns(readKept(RUNS)), checkRuns(memory[RUNS]));
}

const copies = new Promise((done) => {
  try {
    const opening = indexedDB.open(COPIES, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => done(null);
  } catch (error) {
    done(null);
  }
});

// Read the second copy; return whether it told of more than the first.
async function readCopy() {
  const disk = await copies, before = readRuns();
  if (!disk) return false;
  const asked = disk.transaction("kept").objectStore("kept").get(RUNS);
  const copy = await new Promise((done) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  });
  memory[RUNS] = mergeRuns(before, checkRuns(copy));
  return JSON.stringify(memory[RUNS].runs) !== JSON.stringify(before.runs) || (!before.current && memory[RUNS].current !== null);
}

// Write the second copy; what it holds already stays, unless all is erased.
async function writeCopy(value, isErased = false) {
  const disk = await copies;
  if (!disk) return;
  const store = disk.transaction("kept", "readwrite").objectStore("kept"), asked = store.get(RUNS);
  asked.onsuccess = () => {
    const { runs } = isErased ? value : mergeRuns(checkRuns(value), checkRuns(asked.result));
    store.put({ ...value, runs }, RUNS);
  };
}

// Keep the run at hand among the others.
function keepRun(refs) {
  const { runs, count } = readRuns();
  const merged = mergeRuns(checkRuns({ runs }), checkRuns({ runs: [refs] }));
  const value = { runs: merged.runs, current: refs, count: count + 1 };
  writeCopy(value);
  return keep(RUNS, value);
}

function eraseRuns() {
  const { count } = readRuns(), value = { runs: [], current: null, count: count + 1 };
  memory[RUNS] = value;
  writeCopy(value, true);
  return keep(RUNS, value);
}

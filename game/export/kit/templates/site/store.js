// What this browser keeps: every road that was gone in a role, each once, and how the pages look. Nothing is dropped:
// a run that parts from another stands beside it, and what another window wrote is read again before each writing.
const RUNS = `sixteen-points ${story.pack} ${story.role}`, LOOK = "sixteen-points look";
let memory = {};

function readKept(key) {
  try {
    const text = localStorage.getItem(key);
    if (text !== null) memory[key] = JSON.parse(text);
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

function readRuns() {
  const kept = readKept(RUNS);
  const isRun = (refs) => Array.isArray(refs) && refs.every((ref) => typeof ref === "string");
  const runs = kept && Array.isArray(kept.runs) ? kept.runs.filter(isRun) : [];
  return { runs, current: kept && isRun(kept.current) ? kept.current : null };
}

// Keep the run at hand among the others.
function keepRun(refs) {
  const { runs } = readRuns();
  const others = runs.filter((each) => !isPrefix(each, refs));
  const isKnown = runs.some((each) => isPrefix(refs, each) && each.length > refs.length);
  return keep(RUNS, { runs: isKnown || !refs.length ? runs : [...others, refs], current: refs });
}

function eraseRuns() {
  delete memory[RUNS];
  return keep(RUNS, { runs: [], current: null });
}

// The lessons that the first page offers to go on with.
const same = (name) => (name || "").toLowerCase().replace(/\s/g, "");
// A lesson that was held to its end is not gone on with, but on that day, in case the window was closed too soon.
const finished = (lesson) => lesson.closed || (lesson.at === "end" && !today(lesson.saved));

// The latest lesson of the class that is named on the first page; without a name the latest of all. A lesson before
// the latest of its class is not offered, only listed.
function offered() {
  const name = same(find("#class").value), latest = new Map();
  lessons().forEach((lesson) => { if (!latest.has(same(lesson.name))) latest.set(same(lesson.name), lesson); });
  return Array.from(latest.values()).find((lesson) => fits(lesson) && !finished(lesson) && (!name || same(lesson.name) === name));
}

function called(lesson) {
  const at = lesson.at === "paused" ? lesson.from : lesson.at, number = room(at || ""), section = document.getElementById(at);
  const place = number ? "decision " + number : section ? section.dataset.phase : "begun";
  return (lesson.name || "the lesson") + ": " + place + stopped(lesson.saved);
}

function stopped(saved) {
  if (!saved) return "";
  const time = new Date(saved);
  return ", stopped " + (today(saved) ? "at " : "on " + time.toLocaleDateString("en-GB", { day: "numeric", month: "long" }) + ", ") + clock(time);
}

function offer() {
  const found = lessons(), first = offered(), name = find("#class").value.trim(), begins = find("#begin");
  find("#kept").hidden = !first;
  if (first) find("#stored").textContent = "Go on with " + called(first);
  begins.classList.toggle("main", !first);
  begins.textContent = first ? "Begin a new lesson" : found.length && name ? "Begin with " + name : "Begin";
  find("#lessons").textContent = "";
  const names = new Set();
  found.forEach((lesson) => {
    const line = document.createElement("li"), says = document.createElement("span"), before = names.has(same(lesson.name));
    names.add(same(lesson.name));
    says.textContent = called(lesson) + (before ? ", a lesson before" : "")
      + (fits(lesson) ? "." : ". This file votes on something else by now; the lesson goes on in the file with which it was held.");
    line.append(says, " ");
    if (fits(lesson)) line.append(offering(lesson.at === "end" ? "Open" : "Go on", lesson, () => goOnWith(lesson)), " ");
    line.append(offering("Forget", lesson, () => forget(lesson, offer)));
    find("#lessons").append(line);
  });
}

function offering(text, lesson, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", text + ": " + called(lesson));
  made.addEventListener("click", does);
  return made;
}

// Begins another lesson; where one has not ended, that is asked first. The old one stays where it is.
function anew(does) {
  const first = offered();
  if (!first || first.at === "end") return does();
  ask("This computer keeps " + called(first) + ". It stays kept if another lesson begins.",
    "Go on with it", () => goOnWith(first), "Begin a new lesson", does);
}

function forget(lesson, then) {
  ask(called(lesson) + ". If it is forgotten, what was counted is lost for good.", "Keep it", () => {}, "Forget it on this computer", () => {
    drop(lesson.key);
    then();
  });
}

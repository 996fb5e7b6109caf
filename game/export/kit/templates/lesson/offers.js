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
  const place = number ? say(words.LESSON_DECISION, { number }) : section ? section.dataset.phase : words.LESSON_BEGUN;
  return stopped(say(words.LESSON_AT, { name: lesson.name || words.LESSON_UNNAMED, place }), lesson.saved);
}

function stopped(lesson, saved) {
  if (!saved) return lesson;
  const time = new Date(saved), day = time.toLocaleDateString(words.LOCALE, { day: "numeric", month: "long" });
  return say(today(saved) ? words.LESSON_STOPPED_TODAY : words.LESSON_STOPPED, { lesson, day, hour: clock(time) });
}

function offer() {
  const found = lessons(), first = offered(), name = find("#class").value.trim(), begins = find("#begin");
  find("#kept").hidden = !first;
  if (first) find("#stored").textContent = say(words.GO_ON_WITH, { lesson: called(first) });
  begins.classList.toggle("main", !first);
  begins.textContent = first ? words.BEGIN_NEW : found.length && name ? say(words.BEGIN_WITH, { name }) : words.BEGIN;
  find("#lessons").textContent = "";
  const names = new Set();
  found.forEach((lesson) => {
    const line = document.createElement("li"), says = document.createElement("span"), before = names.has(same(lesson.name));
    names.add(same(lesson.name));
    says.textContent = say(before ? words.LESSON_BEFORE : words.LESSON_LISTED, { lesson: called(lesson) })
      + (fits(lesson) ? "" : " " + words.LESSON_OTHER);
    line.append(says, " ");
    if (fits(lesson)) line.append(offering(lesson.at === "end" ? words.OPEN : words.GO_ON, lesson, () => goOnWith(lesson)), " ");
    line.append(offering(words.FORGET, lesson, () => forget(lesson, offer)));
    find("#lessons").append(line);
  });
}

function offering(text, lesson, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", say(words.OFFER_LABEL, { button: text, lesson: called(lesson) }));
  made.addEventListener("click", does);
  return made;
}

// Begins another lesson; where one has not ended, that is asked first. The old one stays where it is.
function anew(does) {
  if (!isRead) return whenRead(() => anew(does));
  const first = offered();
  if (!first || first.at === "end") return does();
  ask(say(words.ANEW_ASKED, { lesson: called(first) }), words.ANEW_NOT, () => goOnWith(first), words.BEGIN_NEW, does);
}

function forget(lesson, then) {
  ask(say(words.FORGET_ASKED, { lesson: called(lesson) }), words.FORGET_NOT, () => {}, words.FORGET_HERE, () => {
    drop(lesson);
    then();
  });
}

// For the teacher, while a key is held: the counts, what comes next, and the clock.
let held = false;
const clock = (time) => String(time.getHours()).padStart(2, "0") + ":" + String(time.getMinutes()).padStart(2, "0");
const title = (page) => (room(page) ? "decision " + room(page) + ", " : "") + find("#" + page).dataset.phase;

function hold(on) {
  held = on;
  document.body.classList.toggle("held", on);
  find("#peek").setAttribute("aria-expanded", String(on));
  find("#strip").hidden = !on;
  if (on) strip();
  else find("#strip").textContent = "";
}

function strip() {
  const bar = find("#strip");
  bar.textContent = "";
  notes().forEach(([name, text]) => {
    const item = document.createElement("span"), head = document.createElement("b");
    head.textContent = name + " ";
    item.append(head, text);
    bar.append(item);
  });
  if (!state.begun) return;
  button("Pause here", pause);
  if (find("#calm")) button(state.calm ? "Calm: on" : "Calm: off", () => { state.calm = !state.calm; show(state.at); });
}

function button(name, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", does);
  find("#strip").append(made);
}

function notes() {
  const pages = order(), next = pages[pages.indexOf(state.at) + 1] || state.from, number = room(state.at), says = [];
  const section = find("#" + state.at);
  if (next) says.push(["Next", title(next)]);
  // What to leave out may tell what became of a decision, so it is for the teacher alone.
  if (state.at === "start" && left() < plan().minutes) says.push(["Late", plan().late]);
  if (section.dataset.aim) says.push(["Aim", section.dataset.aim]);
  says.push(...times(number));
  if (/-(vote|again|because)$/.test(state.at)) {
    const found = counts(section), because = data.rooms[number - 1].because;
    const told = Object.keys(found).map((name) => (kind(section) === "because" ? because.indexOf(name) + 1 : name) + " " + found[name]);
    if (told.length) says.push(["Counted", told.join(", ")]);
  }
  return says;
}

function times(number) {
  const stages = plan().stages, phase = state.at === "out" ? "coda" : state.at.split("-")[0];
  const at = stages.findIndex((found) => number ? found.room === number : found.phase === phase);
  const says = at < 0 ? [] : [["Planned", stages[at].minutes + " minutes"]];
  if (at >= 0 && state.begun) {
    const total = (found) => found.reduce((minutes, next) => minutes + next.minutes, 0) * 60000;
    // Who began late leaves each stretch in time for those that are still to come.
    const planned = state.begun + total(stages.slice(0, at + 1)), rings = bell() > state.begun ? bell() : Infinity;
    says.push(["Until", clock(new Date(Math.min(planned, rings - total(stages.slice(at + 1)))))]);
  }
  return says.concat([["Now", clock(new Date()) + (state.bell ? ", bell " + state.bell : "")]]);
}

// The hour of the bell, as milliseconds like Date.now().
function bell() {
  const found = /^(\d\d):(\d\d)$/.exec(state.bell);
  return found ? new Date().setHours(Number(found[1]), Number(found[2]), 0, 0) : Infinity;
}

function left() {
  const minutes = Math.floor((bell() - Date.now()) / 60000);
  return minutes < 0 ? Infinity : minutes;
}

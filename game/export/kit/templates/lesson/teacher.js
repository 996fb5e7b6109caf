// For the teacher, while a key is held: the counts, what comes next, and the clock.
let held = false;
const title = (page) => room(page) ? say(words.PAGE_OF, { number: room(page), page: find("#" + page).dataset.phase }) : find("#" + page).dataset.phase;

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
  button(words.PAUSE_HERE, pause);
  if (find("#calm")) button(state.calm ? words.CALM_ON : words.CALM_OFF, () => { state.calm = !state.calm; show(state.at); });
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
  if (next) says.push([words.NEXT, title(next)]);
  // What to leave out may tell what became of a decision, so it is for the teacher alone.
  if (state.at === "start" && left() < plan().minutes) says.push([words.TEACHER_LATE, plan().late]);
  if (section.dataset.aim) says.push([words.AIM, section.dataset.aim]);
  says.push(...times(plan().stages, stageAt(number), state.begun, state.bell));
  if (/-(vote|again|because)$/.test(state.at)) {
    const found = counts(section), because = data.rooms[number - 1].because;
    const told = Object.keys(found).map((name) => (kind(section) === "because" ? because.indexOf(name) + 1 : name) + " " + found[name]);
    if (told.length) says.push([words.COUNTED_NOW, told.join(", ")]);
  }
  return says;
}

// The stage of the plan in which a page stands, or -1.
function stageAt(number) {
  const phase = state.at === "out" ? "coda" : state.at.split("-")[0];
  return plan().stages.findIndex((found) => number ? found.room === number : found.phase === phase);
}

function left() {
  const minutes = Math.floor((bellAt(state.bell) - Date.now()) / 60000);
  return minutes < 0 ? Infinity : minutes;
}

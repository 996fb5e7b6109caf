// The first page: the settings, a late start, and a lesson that goes on.
function settings() {
  const form = find("form.plan"), value = (name) => find("input[name=" + name + "]:checked", form).value;
  state.plan = Number(value("plan"));
  ["by", "text", "wall"].forEach((name) => { state[name] = value(name); });
  state.calm = Boolean(find("#calm:checked"));
  state.bell = find("#bell").value;
  state.name = find("#class").value.trim();
  look();
  const minutes = left(), planned = plan().minutes, half = minutes <= planned / 2, late = minutes < planned && !half;
  find("#late").textContent = minutes >= planned ? ""
    : minutes + " minutes are left, and " + planned + " are planned. "
      + (half ? "Hold the lesson in two parts: pause after a decision, and go on next time." : "Hold h to read what to leave out.");
  find("#tell").hidden = !late || data.rooms.length < 2;
  fit();
}

function look() {
  document.documentElement.classList.toggle("dark", state.wall === "dark");
  fit();
}

function begin() {
  settings();
  state.rooms = fresh().rooms;
  state.begun = Date.now();
  state.told = !find("#tell").hidden && find("#tell input").checked ? [1] : [];
  show("frame");
}

function goOn() {
  begin();
  state.told = [];
  let next = "frame";
  data.rooms.every((facts, index) => {
    const chosen = find("input[name=resume" + (index + 1) + "]:checked");
    if (!chosen) return false;
    Object.assign(state.rooms[index], { chosen: chosen.value, resumed: true });
    next = index + 1 < data.rooms.length ? "d" + (index + 2) + "-scene" : "out";
    return true;
  });
  show(next);
}

function stored() {
  state = Object.assign(fresh(), kept());
  look();
  show(state.at);
}

function resize(by) {
  state.size = Math.min(2, Math.max(0.7, state.size + by));
  look();
}

find("form.plan").addEventListener("input", settings);
find("form.plan").addEventListener("submit", (event) => event.preventDefault());
find("#begin").addEventListener("click", begin);
find("#go-on").addEventListener("click", goOn);
find("#stored").addEventListener("click", stored);
find("#smaller").addEventListener("click", () => resize(-0.1));
find("#larger").addEventListener("click", () => resize(0.1));
find("#full").addEventListener("click", () => { const page = document.documentElement; if (page.requestFullscreen) page.requestFullscreen(); });

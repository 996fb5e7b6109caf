// Counts hands, by typing or by clicking, and shows them to nobody before the reveal.
const kind = (section) => section.id.split("-")[1];
const counts = (section) => state.rooms[room(section.id) - 1][kind(section)];
const sum = (counted) => Object.values(counted).reduce((total, hands) => total + hands, 0);

function counters(section) {
  const found = counts(section);
  all("input.count", section).forEach((input) => {
    const counted = found[input.dataset.for];
    input.value = counted === undefined ? "" : String(counted);
    input.classList.toggle("counted", counted !== undefined);
  });
  const total = sum(found);
  find(".total", section).textContent = total ? say(words.HANDS_COUNTED[total === 1 ? 0 : 1], { number: total }) : "";
  const without = find(".without", section);
  if (without) without.hidden = true;
}

function count(input, value) {
  const section = input.closest(".page"), found = counts(section);
  if (value === "") delete found[input.dataset.for];
  else found[input.dataset.for] = Math.min(999, Math.max(0, value));
  if (kind(section) !== "because") state.rooms[room(section.id) - 1].chosen = "";
  counters(section);
  keep();
  if (held) strip();
}

function uncounted(section) {
  find(".says", section).textContent = words.NO_HAND;
  find(".without", section).hidden = false;
}

// A number typed before any field is entered belongs to the first option that was not counted yet.
document.addEventListener("keydown", (event) => {
  if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
  const inputs = all("#" + state.at + " input.count"), first = inputs.find((input) => !input.value) || inputs[0];
  if (first) first.select();
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("input.count")) return;
  const digits = event.target.value.replace(/\D/g, "");
  count(event.target, digits === "" ? "" : Number(digits));
});

// Enter leads to the next option, the arrows add a hand and take one away.
document.addEventListener("keydown", (event) => {
  if (!event.target.matches("input.count")) return;
  const inputs = all("input.count", event.target.closest(".page")), next = inputs[inputs.indexOf(event.target) + 1];
  const add = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (add) {
    event.preventDefault();
    count(event.target, Number(event.target.value || 0) + add);
  } else if (event.key === "Enter" && next) next.focus();
});
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (!add) return;
  const input = find("input.count", add.parentNode);
  count(input, Number(input.value || 0) + Number(add.dataset.add));
});

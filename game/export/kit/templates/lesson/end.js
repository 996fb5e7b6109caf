// What a lesson leaves: where it paused, the way of the class, and its session as a file.
const path = () => state.rooms.map((votes, index) => isTold(index + 1) ? data.rooms[index].happened : votes.chosen);

function pause() {
  aside("paused");
}

function paused(section) {
  // A decision counts as made once its reveal was seen.
  const pages = order(), at = state.from;
  const reached = (number) => pages.indexOf(at) > pages.indexOf("d" + number + "-" + (isTold(number) ? "scene" : "because"));
  const made = path().filter((letter, index) => letter && reached(index + 1));
  find(".paused-at", section).textContent = say(made.length ? words.PAUSED_AFTER : words.PAUSED_BEFORE,
    { name: state.name || words.YOUR_CLASS, number: made.length, letters: made.join(", ") });
}

function ended(section) {
  const way = path(), space = "\u00a0";
  find(".which", section).textContent = state.name || words.THIS_CLASS;
  all("[data-room]", section).forEach((row) => {
    const index = row.dataset.room - 1, votes = state.rooms[index], options = data.rooms[index].options;
    const option = options.find((found) => found.letter === way[index]);
    find(".chose", row).textContent = option ? option.letter + ". " + option.text : words.NOT_DECIDED;
    const tell = (counted) => options.map((found) => found.letter + space + hands(counted[found.letter]).replace(" ", space)).join(", ");
    find(".hands", row).textContent = isTold(index + 1) ? words.TOLD_NO_BALLOT
      : !sum(votes.vote) && !sum(votes.again) ? words.NOT_COUNTED
      : [sum(votes.vote) && tell(votes.vote), sum(votes.again) && say(words.AFTER_TALK, { votes: tell(votes.again) })].filter(Boolean).join("; ");
  });
  find(".key", section).textContent = data.keys[way.join("")] || "";
}

function session() {
  const decisions = path().map((letter, index) => {
    const facts = data.rooms[index], votes = state.rooms[index];
    const named = (counted) => Object.fromEntries(facts.options.filter((option) => counted[option.letter] !== undefined)
      .map((option) => [option.id, counted[option.letter]]));
    const chosen = facts.options.find((option) => option.letter === letter);
    return chosen && {
      scene: facts.scene, ballots: [votes.vote, votes.again].filter(sum).map(named), because: votes.because, chosen: chosen.id,
    };
  });
  return { format: 1, pack: data.pack, version: data.version, role: data.role, decisions: decisions.filter(Boolean) };
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(session(), null, 2) + "\n"], { type: "application/json" }));
  link.download = "session.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

find("#print").addEventListener("click", () => window.print());
find("#save").addEventListener("click", save);
const another = { name: "", bell: "", calm: false };
find("#another").addEventListener("click", () => { state.closed = true; keep(); leave(another); });
find("#forget").addEventListener("click", () => forget(state, () => leave(another)));

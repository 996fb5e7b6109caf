// Says the hands, and what this class decides.
// On the wall a small number is nobody's vote that could be guessed.
const hands = (number) => !number ? "nobody" : number < data.few ? "a few hands" : number + " hands";
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const last = (votes) => sum(votes.again) ? votes.again : votes.vote;
const first = (counted) => {
  const most = Math.max(0, ...Object.values(counted));
  return most ? Object.keys(counted).filter((letter) => counted[letter] === most).sort() : [];
};

function reveal(section, number) {
  const votes = state.rooms[number - 1], facts = data.rooms[number - 1];
  const ahead = first(last(votes)), even = ahead.length > 1, more = even && !sum(votes.again) && !votes.more;
  if (!votes.resumed || ahead.length) votes.chosen = ahead.length === 1 ? ahead[0] : facts.happened;
  tally(section, votes);
  find(".once-more", section).hidden = !more;
  all(".tally .letter", section).forEach((letter) => letter.classList.toggle("full", !more && letter.textContent === votes.chosen));
  const record = "this class goes the way of the record: " + votes.chosen + ".";
  find(".decided", section).textContent = !ahead.length
    ? votes.resumed ? "This class has decided: " + votes.chosen + "." : "No hand was counted, so " + record
    : even ? "The hands are even for " + ahead.join(" and ") + (more ? "." : ", so " + record)
    : "This class decides: " + votes.chosen + ".";
  const cards = first(votes.because), numbers = cards.map((id) => facts.because.indexOf(id) + 1).sort();
  find(".weighed", section).textContent = cards.length
    ? "What weighed most: fact " + numbers.join(" and fact ") + ", " + hands(votes.because[cards[0]]) + "." : "";
}

// A stroke a hand, five to a group; too few for a number are too few for strokes.
function tally(section, votes) {
  const twice = sum(votes.vote) && sum(votes.again);
  const width = (counted) => counted < data.few ? 0 : counted + Math.floor((counted - 1) / 5);
  section.style.setProperty("--most", String(width(Math.max(12, ...Object.values(votes.vote), ...Object.values(votes.again)))));
  all("[data-votes]", section).forEach((line) => {
    const letter = line.dataset.votes, ballots = twice ? [votes.vote, votes.again] : [last(votes)];
    line.textContent = "";
    ballots.forEach((ballot, index) => {
      const says = document.createElement("b"), box = document.createElement("span"), strokes = document.createElement("i");
      const counted = ballot[letter] || 0;
      box.className = "strokes";
      box.append(strokes);
      strokes.style.setProperty("--strokes", String(width(counted)));
      const told = twice ? (index ? "then " : "first ") + hands(counted) : hands(counted);
      says.textContent = capital(told) + ".";
      const row = document.createElement("span");
      row.className = index + 1 < ballots.length ? "before" : "";
      row.append(says, " ", box);
      line.append(row, " ");
    });
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".without")) {
    const pages = order();
    show(pages[pages.indexOf(state.at) + 1]);
  }
  if (event.target.closest(".once-more")) {
    state.rooms[room(state.at) - 1].more = true;
    show("d" + room(state.at) + "-talk");
  }
  const answer = event.target.closest("[data-answer]");
  if (answer) aside(answer.dataset.answer);
  const mark = event.target.closest("sup a");
  if (mark) find(".sources", mark.closest(".page")).open = true;
});

// Says the hands, and what this class decides.
// On the wall a small number is nobody's vote that could be guessed.
const hands = (number) => say(words.COUNTED.hands[!number ? 0 : number < data.few ? 1 : 2], { number });
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
  const by = !ahead.length ? votes.resumed ? "before" : "nobody" : even ? more ? "even" : "level" : "votes";
  find(".decided", section).textContent = say(words.DECIDED[by], { letter: votes.chosen, letters: ahead.join(words.AND) });
  const cards = first(votes.because), numbers = cards.map((id) => facts.because.indexOf(id) + 1).sort();
  const weighed = numbers.map((fact) => say(words.FACT, { number: fact })).join(words.AND);
  find(".weighed", section).textContent = cards.length
    ? say(words.WEIGHED, { facts: weighed, votes: hands(votes.because[cards[0]]) }) : "";
}

function tally(section, votes) {
  const twice = sum(votes.vote) && sum(votes.again);
  all("[data-votes]", section).forEach((line) => {
    const letter = line.dataset.votes, ballots = twice ? [votes.vote, votes.again] : [last(votes)];
    line.textContent = "";
    ballots.forEach((ballot, index) => {
      const says = document.createElement("b"), box = document.createElement("span"), strokes = document.createElement("i");
      const counted = ballot[letter] || 0;
      box.className = "strokes";
      box.append(strokes);
      strokes.dataset.strokes = String(counted < data.few ? 0 : counted);
      const told = twice ? say(index ? words.SECOND_BALLOT : words.FIRST_BALLOT, { votes: hands(counted) }) : hands(counted);
      says.textContent = capital(told) + ".";
      const row = document.createElement("span");
      row.className = index + 1 < ballots.length ? "before" : "";
      row.append(says, " ", box);
      line.append(row, " ");
    });
  });
  drawStrokes(section);
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

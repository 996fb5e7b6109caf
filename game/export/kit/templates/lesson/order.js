// Which pages this lesson has, in order.
const plan = () => data.plans[state.plan];
const room = (page) => /^d\d/.test(page) ? Number(page.match(/^d(\d+)/)[1]) : 0;
const stage = (number) => plan().stages.find((found) => found.room === number);
const isTold = (number) => state.told.includes(number);
const questions = () => all(".question").filter((section) => {
  const only = section.dataset.plans.split(" ").filter(Boolean);
  return !only.length || only.includes(plan().id);
}).map((section) => section.id);

function order() {
  const decided = data.rooms.flatMap((facts, index) => decision(facts, index + 1, state.rooms[index]));
  return ["start", "frame"].concat(decided, "out", "coda", questions(), "ticket", "end");
}

// Of the four answers the class's own comes by itself, and the one that happened; the others are a click away.
function decision(facts, number, votes) {
  const id = (name) => "d" + number + "-" + name;
  const disputed = all(".disputed-" + number).map((section) => section.id);
  if (isTold(number)) return [id("scene"), id("record"), id(facts.happened)].concat(disputed);
  const pages = ["scene", "known", "vote"];
  if (stage(number).ballots > 1 || votes.more) pages.push("talk", "again");
  pages.push("because", "reveal", "record", "answers");
  if (votes.chosen && votes.chosen !== facts.happened) pages.push(votes.chosen);
  return pages.concat(facts.happened).map(id).concat(disputed);
}

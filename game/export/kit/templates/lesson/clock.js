// The clock of a lesson, which only the teacher sees.
const clock = (time) => String(time.getHours()).padStart(2, "0") + ":" + String(time.getMinutes()).padStart(2, "0");

// The hour of the bell, as milliseconds like Date.now().
function bellAt(hour) {
  const found = /^(\d\d):(\d\d)$/.exec(hour);
  return found ? new Date().setHours(Number(found[1]), Number(found[2]), 0, 0) : Infinity;
}

// What a stage of a lesson has: planned minutes, until when, and what time it is. `at` is its number, or -1.
function times(stages, at, begun, hour) {
  const says = at < 0 ? [] : [[words.PLANNED, say(words.MINUTES, { minutes: stages[at].minutes })]];
  if (at >= 0 && begun) {
    const total = (found) => found.reduce((minutes, next) => minutes + next.minutes, 0) * 60000;
    // Who began late leaves each stretch in time for those that are still to come.
    const planned = begun + total(stages.slice(0, at + 1)), rings = bellAt(hour) > begun ? bellAt(hour) : Infinity;
    says.push([words.UNTIL, clock(new Date(Math.min(planned, rings - total(stages.slice(at + 1)))))]);
  }
  return says.concat([[words.NOW, clock(new Date()) + (hour ? ", " + say(words.BELL, { hour }) : "")]]);
}

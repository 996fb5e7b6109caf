// Plays an ink story with inkjs: `node play.js STORY.ink RUNS.json` reads commands from its input, a line each.
// `compile FILE` writes the compiled story, `hashes` answers a hash for each run, `time` plays all runs and answers
// the seconds that it took.
const { createHash } = require("crypto");
const { readFileSync, writeFileSync } = require("fs");
const { createInterface } = require("readline");
const { Compiler } = require("inkjs/full");
const { Story } = require("inkjs");

const compiled = new Compiler(readFileSync(process.argv[2], "utf8")).Compile().ToJson();
const story = new Story(compiled);
const runs = JSON.parse(readFileSync(process.argv[3], "utf8"));

function play(run, see) {
  story.ResetState();
  for (let step = 0; ; step++) {
    see(story.ContinueMaximally(), story.currentChoices);
    if (step === run.length) return;
    story.ChooseChoiceIndex(run[step]);
  }
}

const commands = {
  compile: (file) => writeFileSync(file, compiled),
  hashes: () =>
    runs.map((run) => {
      const lines = [];
      play(run, (text, choices) => {
        lines.push(...text.split("\n").map((line) => line.trim()).filter((line) => line));
        lines.push(...choices.map((choice) => "+ " + choice.text));
      });
      return createHash("sha256").update(lines.join("\n")).digest("hex");
    }),
  time: () => {
    let seen = 0;
    const start = process.hrtime.bigint();
    for (const run of runs) play(run, (text, choices) => { seen += text.length + choices.length; });
    return Number(process.hrtime.bigint() - start) / 1e9;
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const [name, ...words] = line.split(" ");
  console.log(JSON.stringify(commands[name](...words) ?? null));
});

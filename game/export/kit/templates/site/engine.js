// A role as the page plays it: the rules of game/play, over the data that game/export/site/compile_role.py writes.
// A run is its list of choices, each as `scene.choice`; all else is worked out from it.

function holds(tree, values) {
  if (tree === null) return true;
  if (typeof tree === "number") return tree !== 0;
  const [sign, one, other] = tree;
  if (sign === "value") return values[one] !== 0;
  if (sign === "all") return tree.slice(1).every((part) => holds(part, values));
  if (sign === "any") return tree.slice(1).some((part) => holds(part, values));
  if (sign === "not") return !holds(one, values);
  const [left, right] = [one, other].map((side) => typeof side === "number" ? side : values[side[1]]);
  switch (sign) {
    case "==": return left === right;
    case "!=": return left !== right;
    case "<": return left < right;
    case "<=": return left <= right;
    case ">": return left > right;
    case ">=": return left >= right;
  }
  throw new Error("unknown sign " + sign);
}

function wasTaken(after, past) {
  if (after === null) return true;
  const [refs, tree] = after;
  return holds(tree, refs.map((ref) => past.has(ref) ? 1 : 0));
}

function startRun(story) {
  return { scene: story.first, values: story.start, taken: [], attempts: [], dossier: [], latest: -1 };
}

function isOpen(run, choice) {
  return holds(choice.guard, run.values);
}

// The run after a choice; runs never change, so that every earlier page can be shown again.
function takeChoice(story, run, choice) {
  const left = story.scenes[run.scene], values = [...run.values], number = run.taken.length;
  for (const [index, value] of choice.sets) values[index] = value;
  for (const [index, step] of choice.adds) {
    const [low, high] = story.ranges[index];
    values[index] = Math.min(high, Math.max(low, values[index] + step));
  }
  let attempts = run.attempts;
  if (choice.attempt && attempts.every((each) => each.id !== choice.attempt || each.answered !== null)) {
    attempts = [...attempts, { id: choice.attempt, made: number, answered: null }];
  }
  const answers = story.scenes[choice.to].answers;
  attempts = attempts.map((each) =>
    each.answered === null && answers.includes(each.id) ? { ...each, answered: number + 1 } : each);
  return {
    scene: choice.to,
    values,
    taken: [...run.taken, { scene: run.scene, choice, before: run.values }],
    attempts,
    dossier: choice.noted ? [...run.dossier, { scene: run.scene, text: choice.noted }] : run.dossier,
    latest: Math.max(run.latest, left.minute),
  };
}

// The run of a list of choices; it ends before the first that does not fit, and `fits` says whether all did.
function replayRun(story, refs) {
  let run = startRun(story);
  for (const ref of refs) {
    const scene = story.scenes[run.scene];
    const choice = scene.choices.find((each) => run.scene + "." + each.id === ref && isOpen(run, each));
    if (!choice) return { run, fits: false };
    run = takeChoice(story, run, choice);
  }
  return { run, fits: true };
}

function listRefs(run) {
  return run.taken.map(({ scene, choice }) => scene + "." + choice.id);
}

function describeNote(story, label, number) {
  const [says, standing, cited] = story.notes[label], [title, ...disputed] = story.events[label.split(".")[0]];
  const cites = cited.map(([index, where]) => {
    const [before, alone, end] = story.sources[index];
    return (where ? before + where : alone) + end;
  });
  return { number, label, says, about: `${title}, ${standing}.`, cites, disputed };
}

// The footnotes of one page, numbered as they appear.
function startNumbering(story) {
  const labels = [];
  const number = (label) => {
    let index = labels.indexOf(label);
    if (index < 0) index = labels.push(label) - 1;
    return index + 1;
  };
  const sentence = ([spans, cited, named = []]) => ({
    spans: spans.map((text, index) => [text, index % 2 === 1, ""]).filter(([text]) => text),
    numbers: cited.map(number),
    named,
  });
  const paragraphs = (lines) => {
    const made = [];
    let open = null;
    for (const line of lines) {
      if (typeof line === "string") continue;
      if (line === 0) open = null;
      else {
        if (!open) made.push(open = []);
        open.push(sentence(line));
      }
    }
    return made;
  };
  const quote = (cited) => cited.map((label) => {
    const [says, , , named] = story.notes[label];
    return { spans: [[says, false, ""]], numbers: [number(label)], named };
  });
  const list = () => labels.map((label, index) => describeNote(story, label, index + 1));
  return { paragraphs, quote, list };
}

function fillSlots(lines, slots) {
  return lines.flatMap((line) => typeof line === "string" ? slots[line] || [] : [line]);
}

function arrangeTexts(story, run) {
  const scene = story.scenes[run.scene], past = new Set(listRefs(run)), before = [], after = [], slots = {};
  for (const passage of scene.passages) {
    if (!holds(passage.guard, run.values) || !wasTaken(passage.after, past)) continue;
    if (passage.slot) (slots[passage.slot] ||= []).push(...passage.text);
    else (passage.before ? before : after).push(passage.text);
  }
  return [...before, fillSlots(scene.text, slots), ...after];
}

function findNews(story, run) {
  const scene = story.scenes[run.scene];
  if (!run.taken.length) return [];
  const found = scene.news.filter((news) => news.heard[0] > run.latest);
  if (found.length < 2) return found;
  const first = (one, other) => other.rank[0] - one.rank[0] || other.rank[1] - one.rank[1] || other.heard[0] - one.heard[0];
  const oldest = (one, other) => one.heard[0] - other.heard[0] || one.heard[1] - other.heard[1];
  return [...found].sort(first).slice(0, story.maxBulletins).sort(oldest);
}

function format(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function listGauges(story, words, values) {
  return story.gauges.map((gauge) => ({ ...gauge, word: gauge.words[values[gauge.index] - gauge.low] }));
}

function hasGauges(story, run) {
  const last = run.taken.at(-1);
  return !story.scenes[run.scene].ending && !(last && last.choice.skipsYears);
}

function listChanges(story, words, run) {
  const last = run.taken.at(-1);
  if (!last) return [];
  const lines = [];
  if (hasGauges(story, run)) {
    for (const gauge of story.gauges) {
      const [before, after] = [last.before, run.values].map((values) => gauge.words[values[gauge.index] - gauge.low]);
      if (last.before[gauge.index] !== run.values[gauge.index]) {
        lines.push(format(words.GAUGE_CHANGED, { label: gauge.label, before, after }));
      }
    }
  }
  if (last.choice.noted) lines.push(format(words.NOTED, { entry: last.choice.noted }));
  return lines;
}

function buildAnswer(story, words, run, numbering, { id, made }) {
  const attempt = story.attempts[id], { scene, choice } = run.taken[made];
  const part = (label, paragraphs) => ({ kind: "Part", label, paragraphs });
  const chose = format(words.ANSWER_CHOSE, { moment: story.scenes[scene].when, choice: choice.text });
  const blocks = [
    { kind: "Remark", text: chose },
    { kind: "Remark", text: attempt.recordLine },
    part(words.ANSWER_CHANGED, numbering.paragraphs(attempt.changed)),
    part(words.ANSWER_CLAIMS, [numbering.quote(attempt.claims)]),
    part(words.ANSWER_STOOD, numbering.paragraphs(attempt.stood)),
    part(words.ANSWER_OTHERWISE, numbering.paragraphs(attempt.otherwise)),
  ];
  if (attempt.reach) blocks.push(part(words.ANSWER_REACH, numbering.paragraphs(attempt.reach)));
  return { kind: "Panel", look: "answer", title: attempt.title, remark: "", blocks };
}

function buildDispute({ title, readings, assessment }) {
  const blocks = [{ kind: "Readings", readings }];
  if (assessment) blocks.push({ kind: "Remark", text: assessment });
  return { kind: "Panel", look: "dispute", title, remark: "", blocks };
}

function buildDossier(story, words, lines) {
  const rows = lines.map(({ scene, text }) => ({ when: story.scenes[scene].short, text, mark: "", says: [] }));
  return { kind: "Panel", look: "dossier", title: words.DOSSIER, remark: "", blocks: [{ kind: "Account", rows }] };
}

function buildHeard(words, run, numbering, news, knownNow) {
  const last = run.taken.at(-1);
  const blocks = news.map(({ label, head, known }) => ({
    kind: "HeardNews",
    head,
    says: numbering.quote([label])[0],
    knownLabel: words.KNOWN_TODAY,
    known: knownNow ? numbering.quote(known) : [],
  }));
  const remark = knownNow ? words.AS_TOLD_AND_KNOWN : words.AS_TOLD_THEN;
  return { kind: "Panel", look: "heard", title: last.choice.since, remark, blocks };
}

// What goes before the first page: who the player is, how things are there, what the role shows.
function buildOpening(story, numbering) {
  const prologue = numbering.paragraphs(story.prologue);
  return [
    { kind: "Heading", text: story.name, level: 2 },
    { kind: "Prose", paragraphs: [[{ spans: [[story.who, false, ""]], numbers: [], named: [] }]] },
    ...(prologue.length ? [{ kind: "Prose", paragraphs: prologue }] : []),
    { kind: "Remark", text: story.contentNote },
  ];
}

// The parts of a page, with their footnotes numbered in the order of the page.
function buildParts(story, words, run, numbering, { calm, knownNow }) {
  const scene = story.scenes[run.scene], last = run.taken.at(-1);
  const result = last && last.choice.result ? numbering.paragraphs(last.choice.result) : [];
  const answered = run.attempts.filter((each) => each.answered !== null && each.answered >= run.taken.length);
  const answer = (each) => buildAnswer(story, words, run, numbering, each);
  const councilAnswers = story.isCouncil ? answered.map(answer) : [];
  const changed = story.isCouncil ? [] : answered.map(({ id }) => numbering.paragraphs(story.attempts[id].changed));
  const news = findNews(story, run);
  const heard = news.length ? [buildHeard(words, run, numbering, news, knownNow)] : [];
  const isCalm = calm && scene.calm !== null;
  const paragraphs = (isCalm ? [scene.calm] : arrangeTexts(story, run)).flatMap(numbering.paragraphs);
  const cards = scene.cards.map(numbering.paragraphs);
  const ending = scene.ending && { ...scene.ending, ...story.fates[scene.ending.fate] };
  const claims = ending ? numbering.quote(ending.claims) : [];
  const told = numbering.list();
  const answers = story.isCouncil ? councilAnswers : answered.map(answer);
  return { result, changed, heard, isCalm, paragraphs, cards, ending, claims, told, answers };
}

// Whom and what a page names, each once, in the order of the page: its words by its position in `story.named`.
function findNamed(story, run, parts) {
  const { result, changed, heard, paragraphs, cards, claims, answers } = parts, found = new Map();
  const add = (named) => named.forEach(([index, words]) => { if (!found.has(index)) found.set(index, words); });
  const addAll = (list) => list.flat().forEach((sentence) => add(sentence.named));
  addAll(result);
  changed.forEach(addAll);
  // In a council the answers are the page, but for how far each reached.
  if (story.isCouncil) answers.forEach(({ blocks }) => blocks.slice(2, 6).forEach((part) => addAll(part.paragraphs)));
  heard.forEach(({ blocks }) => blocks.forEach(({ says, known }) => addAll([says, ...known])));
  addAll(paragraphs);
  cards.forEach(addAll);
  addAll(claims);
  for (const { choice, isOpen } of listChoices(story, run)) {
    add(choice.named);
    if (!isOpen) add(choice.closedNamed);
  }
  return found;
}

// The words of each gloss are marked in the first sentence that has them.
function markWords(blocks, glosses) {
  const pending = new Map(glosses.map(({ id, words }) => {
    const literal = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return [id, new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "u")];
  }));
  const mark = (sentence) => {
    for (const [id, pattern] of pending) {
      for (const [number, [text, emphasis, gloss]] of sentence.spans.entries()) {
        const found = gloss ? null : pattern.exec(text);
        if (!found) continue;
        const pieces = [
          [text.slice(0, found.index), emphasis, ""],
          [found[0], emphasis, id],
          [text.slice(found.index + found[0].length), emphasis, ""],
        ];
        sentence.spans.splice(number, 1, ...pieces.filter(([piece]) => piece));
        pending.delete(id);
        break;
      }
    }
  };
  const markBlock = (block) => {
    if (block.kind === "Prose" || block.kind === "Part") block.paragraphs.flat().forEach(mark);
    else if (block.kind === "HeardNews") [block.says, ...block.known].forEach(mark);
    else if (block.kind === "Items") block.items.flat(2).forEach(mark);
    else if (block.kind === "Panel") block.blocks.forEach(markBlock);
  };
  blocks.forEach(markBlock);
}

const PLAIN = { calm: false, knownNow: false };

// The people and words that a page names and no page of the run before it.
function listGlosses(story, words, run, parts) {
  const met = new Set();
  let walked = startRun(story);
  for (const { choice } of run.taken) {
    const before = buildParts(story, words, walked, startNumbering(story), PLAIN);
    for (const index of findNamed(story, walked, before).keys()) met.add(index);
    walked = takeChoice(story, walked, choice);
  }
  return [...findNamed(story, run, parts)].filter(([index]) => !met.has(index)).map(([index, called]) => {
    const [kind, id, name, says] = story.named[index];
    const isPlain = kind === "person" || called.toLowerCase() === name.toLowerCase();
    const head = isPlain ? name : format(words.GLOSS_OF_WORD, { words: called, term: name });
    return { id, words: called, line: [id, head, says] };
  });
}

// A page whole but for its choices, and the footnotes of what it tells and of what stands behind its fold.
function buildPage(story, words, run, { calm = false, knownNow = false, glossed = true } = {}) {
  const scene = story.scenes[run.scene], numbering = startNumbering(story), last = run.taken.at(-1);
  const opening = last ? [] : buildOpening(story, numbering);
  const parts = buildParts(story, words, run, numbering, { calm, knownNow });
  const { result, changed, heard, isCalm, paragraphs, cards, ending, claims, told, answers } = parts;

  const blocks = [{ kind: "Where", when: scene.when, place: scene.place }];
  if (last) blocks.push({ kind: "Quote", text: last.choice.text });
  if (result.length) blocks.push({ kind: "Prose", paragraphs: result });
  blocks.push(...changed.map((each) => ({ kind: "Prose", paragraphs: each })));
  const changes = listChanges(story, words, run);
  if (changes.length) blocks.push({ kind: "Changes", lines: changes });
  blocks.push({ kind: "Heading", text: scene.title, level: 2 });
  if (story.isCouncil) blocks.push(...answers);
  blocks.push(...heard, { kind: "Prose", paragraphs });
  if (isCalm) blocks.push({ kind: "Remark", text: words.CALM });
  if (cards.length) blocks.push({ kind: "Heading", text: words.FACTS, level: 3 }, { kind: "Items", items: cards });
  if (scene.readsDossier && run.dossier.length) blocks.push(buildDossier(story, words, run.dossier));
  blocks.push(...scene.disputes.map(buildDispute));
  if (answers.length && !ending && !story.isCouncil) blocks.push({ kind: "Fold", line: words.WHY, blocks: answers });
  if (ending) {
    const [fate, record] = story.isCouncil
      ? [words.DECIDED_FATE, words.DECIDED_FATE_CLAIMS] : [words.FATE, words.FATE_CLAIMS];
    blocks.push(
      { kind: "Heading", text: ending.title, level: 3 },
      { kind: "Field", label: fate, text: ending.label + "." },
      { kind: "Part", label: record, paragraphs: [claims] },
    );
  }
  const glosses = glossed ? listGlosses(story, words, run, parts) : [];
  markWords(blocks, glosses);
  if (glosses.length) blocks.push({ kind: "Glosses", title: words.GLOSSES, lines: glosses.map(({ line }) => line) });
  const choices = listChoices(story, run);
  return { blocks: [...opening, ...blocks], told, notes: numbering.list(), choices, isEnding: Boolean(ending) };
}

function listChoices(story, run) {
  let number = 0;
  return story.scenes[run.scene].choices
    .map((choice) => ({ choice, isOpen: isOpen(run, choice) }))
    .filter((each) => each.isOpen || each.choice.closed !== null)
    .map((each) => ({ ...each, number: each.isOpen ? ++number : null }));
}

// What a player wants to know of a run that has ended; `met` is how many of the endings their runs have met, or 0.
function buildRunEnd(story, words, run, met, key) {
  const { ending } = story.scenes[run.scene], label = story.fates[ending.fate].label;
  const all = Object.values(story.scenes).filter((scene) => scene.ending).length;
  let untaken = 0, walked = startRun(story);
  for (const { choice } of run.taken) {
    untaken += listChoices(story, walked).filter((each) => each.isOpen).length - 1;
    walked = takeChoice(story, walked, choice);
  }
  const tried = run.attempts.map(({ id }) => story.attempts[id]).filter(({ happened }) => !happened);
  const field = (name, text) => ({ kind: "Field", label: name, text });
  return [
    { kind: "Heading", text: words.RUN_END, level: 2 },
    field(words.ROLE_WAS, story.name + "."),
    field(words.ENDING, [...new Set([ending.title, label])].map((each) => each + ".").join(" ")),
    field(words.ENDINGS, format(met ? words.ENDINGS_MET : words.ENDINGS_OF, { met, all })),
    field(words.WAY, format(words.WAY_PASSED, { scenes: run.taken.length + 1, untaken })),
    field(words.AGAINST, tried.length ? tried.map(({ name }) => name).join("; ") + "." : words.LEDGER_NO_ANSWERS),
    field(words.DOSSIER, format(words.LINES_NOTED, { count: run.dossier.length })),
    field(words.RUN_KEY, key),
    { kind: "Remark", text: words.RUN_KEY_GIVE },
  ];
}

// The ledger of a run, with its own footnotes and its sources; none of it is known before the first choice.
function buildLedger(story, words, run) {
  const numbering = startNumbering(story), refs = listRefs(run), path = [...run.taken.map(({ scene }) => scene), run.scene];
  const row = (when, text, mark = "", says = []) => ({ when, text, mark, says });
  const deeds = run.taken.map(({ scene, choice }) => {
    const attempt = choice.attempt && story.attempts[choice.attempt], { title, shortInRun } = story.scenes[scene];
    return row(shortInRun, `${title}: ${choice.text}`, attempt && !attempt.happened ? words.AGAINST_RECORD : "");
  });
  const { ending, shortInRun } = story.scenes[run.scene];
  if (ending) deeds.push(row(shortInRun, `${ending.title}: ${story.fates[ending.fate].label}.`));
  const met = story.points.flatMap((point, index) => {
    for (const id of path) {
      const scene = story.scenes[id], found = scene.points.find(([position]) => position === index);
      if (!found) continue;
      const text = format(found[1] ? words.SEEN : words.HEARD_OF, { event: point.title, scene: scene.title });
      return [{ at: point.at, row: row(point.short, text, "", numbering.quote([found[2]])) }];
    }
    return [];
  });
  met.sort((one, other) => one.at[0] - other.at[0] || one.at[1] - other.at[1]);
  const answers = run.attempts
    .filter((each) => each.answered !== null && !story.attempts[each.id].happened)
    .map((each) => buildAnswer(story, words, run, numbering, each));
  const outcome = numbering.quote(story.outcome);
  const cited = new Set(numbering.list().map(({ label }) => label));
  let walked = startRun(story);
  for (const ref of [null, ...refs]) {
    if (ref) walked = replayRun(story, [...listRefs(walked), ref]).run;
    for (const { label } of buildPage(story, words, walked, { knownNow: true, glossed: false }).told) cited.add(label);
  }
  const used = new Set([...cited].flatMap((label) => story.notes[label][2].map(([index]) => index)));
  const heading = (text, level) => ({ kind: "Heading", text, level });
  const blocks = [
    heading(words.LEDGER, 2),
    heading(words.LEDGER_DEEDS, 3),
    { kind: "Account", rows: deeds },
    heading(words.LEDGER_MET, 3),
    { kind: "Account", rows: met.map((each) => each.row) },
    heading(words.LEDGER_ANSWERS, 3),
    ...(answers.length ? answers : [{ kind: "Remark", text: words.LEDGER_NO_ANSWERS }]),
    heading(words.LEDGER_OUTCOME, 3),
    { kind: "Prose", paragraphs: [outcome] },
  ];
  if (run.dossier.length) {
    const rows = run.dossier.map(({ scene, text }) => row(story.scenes[scene].shortInRun, text));
    blocks.push(heading(words.DOSSIER, 3), { kind: "Account", rows });
  }
  const references = story.sources.filter((_, index) => used.has(index)).map((source) => source.at(-1));
  return {
    blocks,
    notes: numbering.list(),
    end: [heading(words.BIBLIOGRAPHY, 3), { kind: "References", texts: references }],
  };
}

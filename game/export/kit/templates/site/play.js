// The page that a player sees: the first one, the scene, the story so far, the runs, the settings.
const find = (selector) => document.querySelector(selector), view = find("#view");
let run = startRun(story), shown = "start", takenBefore = null;
const look = { calm: false, now: false, marks: true, sans: false, wide: false, dark: null, size: 1, ...readKept(LOOK) };

function tell(text) {
  find("#told").textContent = text;
}

function applyLook() {
  const root = document.documentElement, dark = look.dark ?? matchMedia("(prefers-color-scheme: dark)").matches;
  root.classList.toggle("dark", dark);
  root.classList.toggle("unmarked", !look.marks);
  root.classList.toggle("sans", look.sans);
  root.classList.toggle("wide", look.wide);
  root.style.setProperty("--size", look.size);
}

function save() {
  if (!keepRun(listRefs(run))) tell(words.NO_STORAGE);
}

function show(name, ...parts) {
  shown = document.body.dataset.shown = name;
  view.replaceChildren(...parts.flat());
  find("#tabs").hidden = name === "start";
  for (const tab of document.querySelectorAll("#tabs [data-view]")) {
    if (tab.dataset.view === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  find("#back").disabled = name !== "play" || !run.taken.length;
  const heading = view.querySelector("h2");
  document.title = [heading && heading.textContent, story.name, story.title].filter(Boolean).join(" · ");
  scrollTo(0, 0);
  view.focus({ preventScroll: true });
}

const button = (label, click, attributes) => make("button", { type: "button", click, ...attributes }, label);

function choose(choice) {
  run = takeChoice(story, run, choice);
  takenBefore = null;
  tell("");
  save();
  showPlay();
}

function stepBack() {
  if (!run.taken.length) return;
  const refs = listRefs(run);
  takenBefore = run.taken.at(-1).choice.id;
  run = replayRun(story, refs.slice(0, -1)).run;
  save();
  showPlay();
}

function showPlay() {
  const page = buildPage(story, words, run, { calm: look.calm, knownNow: look.now });
  const { draw } = startDrawing("n", page.notes);
  show("play", make("article", {}, page.blocks.flatMap(draw)),
    page.isEnding ? drawEnding() : [], drawChoices(page.choices), drawStanding(page.isEnding),
    drawNotes("n", page.told, false));
}

function drawChoices(choices) {
  if (!choices.length) return [];
  const items = choices.map(({ choice, isOpen, number }) => isOpen
    ? make("li", { value: number }, button(choice.text, () => choose(choice), { "data-number": number }),
      choice.id === takenBefore ? make("span", { class: "aside" }, ` (${words.CHOICE_TAKEN_BEFORE})`) : null)
    : make("li", { class: "closed" }, `${choice.text} (${choice.closed})`));
  return [make("section", { class: "choices", "aria-labelledby": "ask" },
    make("h3", { id: "ask" }, words.CHOICES), make("ol", {}, items))];
}

function drawStanding(isEnding) {
  if (isEnding || !hasGauges(story, run) || !story.gauges.length) return [];
  const items = listGauges(story, words, run.values).map(({ label, word, meaning }) =>
    make("div", { title: meaning || null }, make("dt", {}, label), make("dd", {}, word)));
  return [make("section", { class: "standing", "aria-labelledby": "stand" },
    make("h3", { id: "stand" }, words.STANDING), make("dl", {}, items))];
}

// What all kept runs have met: the scenes, and the scenes that are endings.
function measureProgress() {
  const scenes = new Set();
  for (const refs of [...readRuns().runs, listRefs(run)]) {
    const walked = replayRun(story, refs).run;
    walked.taken.forEach(({ scene }) => scenes.add(scene));
    scenes.add(walked.scene);
  }
  const endings = [...scenes].filter((id) => story.scenes[id].ending);
  return { scenes, endings };
}

function drawEnding() {
  const { draw } = startDrawing("e", []), blocks = buildRunEnd(story, words, run, measureProgress().endings.length, encodeKey(story, run));
  return [make("section", { class: "ended" }, blocks.slice(0, -2).flatMap(draw), drawKey(), draw(blocks.at(-1)),
    make("p", { class: "row" }, button(words.TO_LEDGER, () => showStory(true), { class: "main" }),
      button(words.AGAIN_FROM_HERE, stepBack), button(words.BEGIN_ANEW, beginAnew)))];
}

function drawKey(of = run) {
  const key = encodeKey(story, of), field = make("output", { class: "key" }, key);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(key);
      tell(words.COPIED);
    } catch (error) {
      getSelection().selectAllChildren(field);
      tell(words.NOT_COPIED);
    }
  };
  return make("p", { class: "row" }, make("span", {}, words.RUN_KEY + ":"), field, button(words.COPY_KEY, copy));
}

function beginAnew() {
  run = startRun(story);
  takenBefore = null;
  save();
  showPlay();
}

function showStory(atLedger = false) {
  const parts = [], refs = listRefs(run);
  for (let number = 0; number <= refs.length; number++) {
    const page = buildPage(story, words, replayRun(story, refs.slice(0, number)).run, { calm: look.calm, knownNow: true });
    const { draw } = startDrawing(`s${number}`, page.notes);
    parts.push(make("article", {}, page.blocks.flatMap(draw)), ...drawNotes(`s${number}`, page.notes, true));
  }
  if (refs.length) {
    const ledger = buildLedger(story, words, run), { draw } = startDrawing("l", ledger.notes);
    parts.push(make("section", { id: "ledger" }, ledger.blocks.flatMap(draw),
      drawNotes("l", ledger.notes, true), ledger.end.flatMap(draw)));
  }
  const body = make("div", { class: "story" }, make("p", { class: "printed" }, `${story.title}: ${story.name}`), parts);
  show("story", make("h2", { class: "unprinted" }, words.STORY), make("p", { class: "aside unprinted" }, words.STORY_ABOUT),
    make("p", { class: "row unprinted" }, button(words.PRINT, () => { openFolds(body); print(); }),
      button(words.SAVE_TEXT, () => saveText(body))),
    drawKey(), body);
  if (atLedger && find("#ledger")) find("#ledger").scrollIntoView();
}

const openFolds = (body) => body.querySelectorAll("details").forEach((fold) => { fold.open = true; });

function saveText(body) {
  openFolds(body);
  const address = URL.createObjectURL(new Blob([body.innerText], { type: "text/plain" }));
  make("a", { href: address, download: `${story.pack}-${story.role}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function openRun(refs) {
  run = replayRun(story, refs).run;
  takenBefore = null;
  save();
  showPlay();
}

function openKey(text) {
  const { run: found, message } = decodeKey(story, words, text);
  if (found) openRun(listRefs(found));
  tell(message);
  return Boolean(found);
}

// Every road as a list: a road that parts from the one above it says where.
function showRuns() {
  const { runs } = readRuns(), now = listRefs(run).join(" "), sorted = [...runs].sort((one, other) => one < other ? -1 : 1);
  let before = [];
  const rows = sorted.map((refs) => {
    const walked = replayRun(story, refs).run, scene = story.scenes[walked.scene];
    const common = refs.findIndex((ref, index) => ref !== before[index]);
    const parted = before.length && common > 0 ? walked.taken[common] : null;
    before = refs;
    const state = scene.ending ? format(words.RUN_ENDED, { fate: story.fates[scene.ending.fate].label })
      : format(words.RUN_STANDS, { scene: scene.title, moment: scene.when });
    return make("li", {},
      parted ? make("p", { class: "aside" }, format(words.RUN_PARTED,
        { scene: story.scenes[parted.scene].title, choice: parted.choice.text })) : null,
      make("p", {}, `${format(words.RUN_DECISIONS, { count: refs.length })}, ${state}`,
        refs.join(" ") === now ? make("strong", {}, ` · ${words.THIS_RUN}`) : null),
      make("p", { class: "row" }, make("output", { class: "key" }, encodeKey(story, walked)),
        button(words.OPEN_RUN, () => openRun(refs))));
  });
  show("runs", make("h2", {}, words.RUNS), make("p", { class: "aside" }, words.RUNS_ABOUT), drawProgress(),
    rows.length ? make("ul", { class: "runs" }, rows) : make("p", {}, words.NO_RUNS),
    drawKeyField(), make("p", { class: "row" }, button(words.BEGIN_ANEW, beginAnew),
      button(words.ERASE, (event) => askToErase(event.currentTarget))));
}

function drawProgress() {
  const { scenes, endings } = measureProgress(), all = Object.values(story.scenes);
  return make("p", {}, format(words.PROGRESS, {
    endings: endings.length, allEndings: all.filter(({ ending }) => ending).length, scenes: scenes.size, allScenes: all.length,
  }));
}

function drawKeyField() {
  const field = make("input", { id: "key", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const form = make("form", { class: "row" }, make("label", { for: "key" }, words.KEY_FIELD), field,
    make("button", { type: "submit" }, words.KEY_OPEN));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openKey(field.value);
  });
  return form;
}

function askToErase(asked) {
  const yes = button(words.ERASE_YES, () => {
    eraseRuns();
    run = startRun(story);
    showStart();
  });
  const no = button(words.ERASE_NO, () => showRuns());
  asked.closest("p").replaceChildren(make("strong", {}, words.ERASE_SURE), yes, no);
  no.focus();
}

function showSettings() {
  const set = (name, value) => {
    look[name] = value;
    keep(LOOK, look);
    applyLook();
  };
  const box = (name, label, checked = look[name]) => {
    const input = make("input", { type: "checkbox", id: name, checked: Boolean(checked) });
    input.addEventListener("change", () => set(name, input.checked));
    return make("p", {}, input, " ", make("label", { for: name }, label));
  };
  const size = make("select", { id: "size" }, words.SIZES.split(", ").map((label, index) =>
    make("option", { value: 0.9 + index * 0.2, selected: Math.abs(look.size - 0.9 - index * 0.2) < 0.05 }, label)));
  size.addEventListener("change", () => set("size", Number(size.value)));
  show("settings", make("h2", {}, words.SETTINGS),
    box("calm", words.SET_CALM), box("now", words.SET_NOW), box("marks", words.SET_MARKS), box("sans", words.SET_SANS),
    box("wide", words.SET_WIDE), box("dark", words.SET_DARK, document.documentElement.classList.contains("dark")),
    make("p", {}, make("label", { for: "size" }, words.SET_SIZE), " ", size),
    make("p", { class: "aside" }, words.KEYS_HELP));
}

function showStart() {
  const { current } = readRuns(), kept = current && current.length ? replayRun(story, current).run : null;
  // Who the player is stands before the first page.
  const parts = [make("p", { class: "aside" }, story.contentNote)];
  if (kept) {
    const { title, when } = story.scenes[kept.scene];
    parts.push(drawProgress(), make("p", { class: "row" },
      button(format(words.CONTINUE, { scene: title, moment: when }), () => openRun(current), { class: "main" }),
      button(words.BEGIN_ANEW, beginAnew), button(words.RUNS, showRuns)));
  } else parts.push(make("p", { class: "row" }, button(words.BEGIN, beginAnew, { class: "main" })));
  show("start", parts, drawKeyField());
}

const VIEWS = { play: showPlay, story: () => showStory(), runs: showRuns, settings: showSettings };

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  const number = find(`[data-number="${event.key}"]`);
  if (shown === "play" && number) number.click();
  else if (shown === "play" && event.key === "Backspace") stepBack();
  else if (shown === "play" && event.key === "f" && find(".sources")) {
    find(".sources").open = !find(".sources").open;
    find(".sources summary").focus();
  } else if (event.key === "l" && run.taken.length) showStory(true);
  else if (event.key === "d") {
    look.marks = !look.marks;
    keep(LOOK, look);
    applyLook();
  } else return;
  event.preventDefault();
}

document.addEventListener("keydown", press);
find("#back").addEventListener("click", stepBack);
find("#tabs").addEventListener("click", (event) => {
  const name = event.target.dataset.view;
  if (name) VIEWS[name]();
});
window.addEventListener("storage", (event) => { if (event.key === RUNS && shown === "play") tell(words.IN_OTHER_WINDOW); });
applyLook();
const asked = new URLSearchParams(location.hash.slice(1)).get("key");
showStart();
readCopy().then((toldMore) => {
  if (toldMore && shown === "start") showStart();
  if (asked) openKey(asked);
});

"use strict";
// Turns the pages, counts hands, and remembers what was decided. What may happen stands in the pages.
(function () {
  const find = (what, within) => (within || document).querySelector(what);
  const all = (what, within) => Array.from((within || document).querySelectorAll(what));
  const data = JSON.parse(find("#data").textContent);
  const STORE = "lesson " + data.digest;
  const fresh = () => ({ at: "start", plan: 0, by: "hands", text: "whole", wall: "light", size: 1, bell: "", name: "", begun: 0,
    told: [], rooms: data.rooms.map(() => ({ vote: {}, again: {}, because: {}, chosen: "", more: false, resumed: false })) });
  let state = fresh();
  let held = false;

  // Storage is missing in some browsers and modes; the lesson goes on without it.
  const keep = () => { try { localStorage.setItem(STORE, JSON.stringify(state)); } catch (e) { /* not kept */ } };
  const kept = () => { try { return JSON.parse(localStorage.getItem(STORE)); } catch (e) { return null; } };
  const forget = () => { try { localStorage.removeItem(STORE); } catch (e) { /* nothing was kept */ } };

  const plan = () => data.plans[state.plan];
  const room = (page) => /^d\d/.test(page) ? Number(page.match(/^d(\d+)/)[1]) : 0;
  const stage = (number) => plan().stages.find((found) => found.room === number);
  const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
  const last = (votes) => sum(votes.again) ? votes.again : votes.vote;
  const first = (counts) => {
    const most = Math.max(0, ...Object.values(counts));
    return most ? Object.keys(counts).filter((letter) => counts[letter] === most).sort() : [];
  };

  // The pages of this lesson, in order.
  function order() {
    const pages = ["start", "frame"];
    data.rooms.forEach((facts, index) => {
      const number = index + 1, votes = state.rooms[index], id = (name) => "d" + number + "-" + name;
      pages.push(id("scene"));
      if (state.told.includes(number)) {
        pages.push(id("record"), id(facts.happened));
      } else {
        pages.push(id("known"), id("vote"));
        if (stage(number).ballots > 1 || votes.more) pages.push(id("talk"), id("again"));
        const letters = facts.options.map((option) => option.letter);
        const chosen = letters.filter((letter) => letter === votes.chosen);
        pages.push(id("because"), id("reveal"), id("record"));
        chosen.concat(letters.filter((letter) => letter !== votes.chosen)).forEach((letter) => pages.push(id(letter)));
      }
      all(".disputed-" + number).forEach((section) => pages.push(section.id));
    });
    return pages.concat("out", "coda", "debrief", "ticket", "end");
  }

  function show(page, quietly) {
    state.at = page;
    all(".page").forEach((section) => { section.hidden = section.id !== page; });
    const section = find("#" + page), number = room(page), votes = state.rooms[number - 1];
    hold(false);
    all(".says", section).forEach((says) => { says.textContent = ""; });
    all(".whole, .short, .easy", section).forEach((text) => {
      const asked = find("." + state.text, text.parentNode) ? state.text : "whole";
      text.hidden = !text.classList.contains(asked);
    });
    all(".by-hands, .by-cards", section).forEach((text) => { text.hidden = !text.classList.contains("by-" + state.by); });
    if (/-(vote|again|because)$/.test(page)) counters(section);
    if (/-reveal$/.test(page)) reveal(section, number);
    if (section.classList.contains("answer")) find(".yours", section).hidden = section.dataset.letter !== votes.chosen;
    if (page === "end") ended(section);
    all(".steps i").forEach((step, index) => step.classList.toggle("done", index + 1 <= number || after(page)));
    fit();
    window.scrollTo(0, 0);
    if (!quietly) {
      keep();
      find("h1", section).focus({ preventScroll: true });
    }
  }
  // A page that is a little too long for the wall is set a little smaller; one that was asked for larger scrolls.
  function fit() {
    const page = document.documentElement, set = (size) => page.style.setProperty("--size", String(size));
    let fitting = 1;
    set(fitting);
    while (wide.matches && fitting > 0.66 && page.scrollHeight > window.innerHeight) set(fitting -= 0.03);
    set(fitting * state.size);
  }
  const wide = window.matchMedia("(min-width: 56em) and (min-height: 30em)");
  window.addEventListener("resize", fit);
  const after = (page) => ["out", "coda", "debrief", "ticket", "end"].includes(page);

  function step(by) {
    const pages = order(), here = pages.indexOf(state.at);
    if (here < 0) return;
    const section = find("#" + state.at);
    if (by > 0 && state.at === "start") return begin();
    if (by > 0 && /-(vote|again)$/.test(state.at) && !sum(counts(section))) return uncounted(section);
    const next = pages[here + by];
    if (next) show(next);
  }

  function uncounted(section) {
    find(".says", section).textContent = "No hand has been counted yet.";
    find(".without", section).hidden = false;
  }

  // Ballots: hands are counted by typing or by clicking, and shown to nobody before the reveal.
  const kind = (section) => section.id.split("-")[1];
  const counts = (section) => state.rooms[room(section.id) - 1][kind(section)];

  function counters(section) {
    const found = counts(section);
    all("input.count", section).forEach((input) => {
      const count = found[input.dataset.for];
      input.value = count === undefined ? "" : String(count);
      input.classList.toggle("counted", count !== undefined);
    });
    const total = sum(found);
    find(".total", section).textContent = total === 1 ? "1 hand counted" : total + " hands counted";
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

  document.addEventListener("input", (event) => {
    if (!event.target.matches("input.count")) return;
    const digits = event.target.value.replace(/\D/g, "");
    count(event.target, digits === "" ? "" : Number(digits));
  });
  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    if (add) {
      const input = find("input.count", add.parentNode);
      count(input, Number(input.value || 0) + Number(add.dataset.add));
    }
    if (event.target.closest(".without")) {
      const pages = order();
      show(pages[pages.indexOf(state.at) + 1]);
    }
    if (event.target.closest(".once-more")) {
      state.rooms[room(state.at) - 1].more = true;
      show("d" + room(state.at) + "-talk");
    }
    const mark = event.target.closest("sup a");
    if (mark) find(".sources", mark.closest(".page")).open = true;
  });

  // On the wall a small number is nobody's vote that could be guessed.
  const hands = (number) => !number ? "nobody" : number < 3 ? "a few hands" : number + " hands";

  function reveal(section, number) {
    const votes = state.rooms[number - 1], facts = data.rooms[number - 1], twice = sum(votes.vote) && sum(votes.again);
    all("[data-votes]", section).forEach((says) => {
      const letter = says.dataset.votes;
      const told = hands(last(votes)[letter]);
      says.textContent = twice ? "First " + hands(votes.vote[letter]) + ", after the talk " + told + "."
        : told[0].toUpperCase() + told.slice(1) + ".";
    });
    const ahead = first(last(votes)), even = ahead.length > 1, decided = find(".decided", section);
    const more = even && !sum(votes.again) && !votes.more;
    find(".once-more", section).hidden = !more;
    if (!votes.resumed || ahead.length) votes.chosen = ahead.length === 1 ? ahead[0] : facts.happened;
    all(".tally .letter", section).forEach((letter) => letter.classList.toggle("full", !more && letter.textContent === votes.chosen));
    if (!ahead.length && votes.resumed) decided.textContent = "This class has decided: " + votes.chosen + ".";
    else if (!ahead.length) decided.textContent = "No hand was counted, so this class goes the way of the record: " + votes.chosen + ".";
    else if (even) decided.textContent = "The hands are even for " + ahead.join(" and ")
      + (more ? "." : ", so this class goes the way of the record: " + votes.chosen + ".");
    else decided.textContent = "This class decides: " + votes.chosen + ".";
    const card = first(votes.because);
    const numbers = card.map((id) => facts.because.indexOf(id) + 1).sort();
    find(".weighed", section).textContent = card.length ? "What weighed most: fact " + numbers.join(" and fact ")
      + ", " + hands(votes.because[card[0]]) + "." : "";
  }

  // For the teacher, while a key is held: the counts, what comes next, and the clock.
  const clock = (time) => String(time.getHours()).padStart(2, "0") + ":" + String(time.getMinutes()).padStart(2, "0");

  function hold(on) {
    held = on;
    document.body.classList.toggle("held", on);
    find("#peek").setAttribute("aria-expanded", String(on));
    find("#strip").hidden = !on;
    if (on) strip();
    else find("#strip").textContent = "";
  }

  function strip() {
    const pages = order(), here = pages.indexOf(state.at), next = pages[here + 1], bar = find("#strip");
    const says = [];
    if (next) says.push(["Next", title(next)]);
    // What to leave out may tell what became of a decision, so it is for the teacher alone.
    if (state.at === "start" && left() < plan().minutes) says.push(["Late", plan().late]);
    const number = room(state.at), stages = plan().stages;
    const at = number ? stages.findIndex((found) => found.room === number)
      : stages.findIndex((found) => found.phase === (state.at === "out" ? "coda" : state.at));
    if (at >= 0) says.push(["Planned", stages[at].minutes + " minutes"]);
    if (at >= 0 && state.begun) {
      const total = (found) => found.reduce((minutes, next) => minutes + next.minutes, 0) * 60000;
      // Who began late leaves each stretch in time for those that are still to come.
      const planned = state.begun + total(stages.slice(0, at + 1)), rings = bell() > state.begun ? bell() : Infinity;
      says.push(["Until", clock(new Date(Math.min(planned, rings - total(stages.slice(at + 1)))))]);
    }
    says.push(["Now", clock(new Date()) + (state.bell ? ", bell " + state.bell : "")]);
    if (state.at === "debrief") data.aims.forEach((aim, index) => says.push([index + 1 + ".", aim]));
    if (/-(vote|again|because)$/.test(state.at)) {
      const found = counts(find("#" + state.at));
      if (sum(found)) says.push(["Counted", Object.keys(found).map((name, index) =>
        (kind(find("#" + state.at)) === "because" ? data.rooms[number - 1].because.indexOf(name) + 1 : name) + " " + found[name]).join(", ")]);
    }
    bar.textContent = "";
    says.forEach(([name, text]) => {
      const item = document.createElement("span"), head = document.createElement("b");
      head.textContent = name + " ";
      item.append(head, text);
      bar.append(item);
    });
    if (state.begun) {
      const pause = document.createElement("button");
      pause.type = "button";
      pause.textContent = "Pause here";
      pause.addEventListener("click", paused);
      bar.append(pause);
    }
  }
  const title = (page) => (room(page) ? "decision " + room(page) + ", " : "") + find("#" + page).dataset.phase;

  function path() {
    return state.rooms.map((votes, index) => state.told.includes(index + 1) ? data.rooms[index].happened : votes.chosen);
  }

  function paused() {
    const made = path().filter((letter, index) => letter && reached(index + 1));
    keep();
    show("paused", true);
    find(".paused-at").textContent = (state.name || "Your class") + ", "
      + (made.length ? "after decision " + made.length + ": " + made.join(", ") : "before the first decision");
    find("#paused h1").focus();
  }
  // A decision counts as made once its reveal was seen.
  const reached = (number) => {
    const stored = kept(), at = stored ? stored.at : state.at, pages = order();
    return pages.indexOf(at) > pages.indexOf("d" + number + "-" + (state.told.includes(number) ? "scene" : "because"));
  };

  function ended(section) {
    const way = path();
    find(".which", section).textContent = state.name || "this class";
    all("tr[data-room]", section).forEach((row) => {
      const index = row.dataset.room - 1, votes = state.rooms[index];
      const option = data.rooms[index].options.find((found) => found.letter === way[index]);
      find(".chose", row).textContent = option ? option.letter + ". " + option.text : "Not decided";
      const tell = (counted) => data.rooms[index].options.map((found) => found.letter + "\u00a0" + hands(counted[found.letter]).replace(" ", "\u00a0")).join(", ");
      find(".hands", row).textContent = state.told.includes(index + 1) ? "Told, no ballot"
        : !sum(votes.vote) && !sum(votes.again) ? "Not counted"
        : (sum(votes.vote) ? tell(votes.vote) : "") + (sum(votes.again) ? "; after the talk " + tell(votes.again) : "");
    });
    find(".key", section).textContent = data.keys[way.join("")] || "";
  }

  function session() {
    const named = (counted, facts) => {
      const found = {};
      facts.options.forEach((option) => { if (counted[option.letter] !== undefined) found[option.id] = counted[option.letter]; });
      return found;
    };
    return { format: 1, pack: data.pack, version: data.version, role: data.role, decisions: path().map((letter, index) => {
      const facts = data.rooms[index], votes = state.rooms[index];
      const chosen = facts.options.find((option) => option.letter === letter);
      return chosen && { scene: facts.scene, ballots: [votes.vote, votes.again].filter(sum).map((counted) => named(counted, facts)),
        because: votes.because, chosen: chosen.id };
    }).filter(Boolean) };
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(session(), null, 2) + "\n"], { type: "application/json" }));
    link.download = "session.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // The start: the plan, the bell, and a lesson that goes on.
  function bell() {
    const found = /^(\d\d):(\d\d)$/.exec(state.bell);
    return found ? new Date().setHours(Number(found[1]), Number(found[2]), 0, 0) : Infinity;
  }

  function left() {
    const minutes = Math.floor((bell() - Date.now()) / 60000);
    return minutes < 0 ? Infinity : minutes;
  }

  function settings() {
    const form = find("form.plan"), value = (name) => find("input[name=" + name + "]:checked", form).value;
    state.plan = Number(value("plan"));
    ["by", "text", "wall"].forEach((name) => { state[name] = value(name); });
    state.bell = find("#bell").value;
    state.name = find("#class").value.trim();
    look();
    const minutes = left(), planned = plan().minutes, half = minutes <= planned / 2, late = minutes < planned && !half;
    find("#late").textContent = minutes >= planned ? ""
      : minutes + " minutes are left, and " + planned + " are planned. "
        + (half ? "Hold the lesson in two parts: pause after a decision, and go on next time." : "Hold h to read what to leave out.");
    find("#tell").hidden = !late || data.rooms.length < 2;
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
    settings();
    state.rooms = fresh().rooms;
    state.begun = Date.now();
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

  find("form.plan").addEventListener("input", settings);
  find("form.plan").addEventListener("submit", (event) => event.preventDefault());
  find("#begin").addEventListener("click", begin);
  find("#go-on").addEventListener("click", goOn);
  find("#stored").addEventListener("click", () => { state = Object.assign(fresh(), kept()); look(); show(state.at); });
  find("#smaller").addEventListener("click", () => { state.size = Math.max(0.7, state.size - 0.1); look(); });
  find("#larger").addEventListener("click", () => { state.size = Math.min(2, state.size + 0.1); look(); });
  find("#full").addEventListener("click", () => { const page = document.documentElement; if (page.requestFullscreen) page.requestFullscreen(); });
  // The second click of a double click turns no page.
  find("#back").addEventListener("click", (event) => { if (event.detail < 2) step(-1); });
  find("#on").addEventListener("click", (event) => { if (event.detail < 2) step(1); });
  find("#print").addEventListener("click", () => window.print());
  find("#save").addEventListener("click", save);
  find("#forget").addEventListener("click", () => { forget(); state = fresh(); look(); show("start", true); find("#start h1").focus(); });

  // Keys: what a presenter sends, and two for the teacher. `h` shows only as long as it is held.
  const blank = find("#blank");
  const cover = (on) => { blank.hidden = !on; if (on) blank.focus(); else find("#" + state.at + " h1").focus({ preventScroll: true }); };
  blank.addEventListener("click", () => cover(false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!blank.hidden) { event.preventDefault(); return cover(false); }
    const writes = event.target.matches("input[type=text], input[type=time]");
    if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      if (!event.repeat) step(event.key === "PageDown" ? 1 : -1);
    } else if (writes) return;
    else if (event.key === "." || event.key === "b") { event.preventDefault(); cover(true); }
    else if (event.key === "h") { event.preventDefault(); if (!event.repeat) hold(true); }
    else if (event.key === "s") { const sources = find("#" + state.at + " .sources"); if (sources) sources.open = !sources.open; }
  });
  document.addEventListener("keyup", (event) => { if (event.key === "h") hold(false); });
  window.addEventListener("blur", () => { if (held) hold(false); });
  const peek = find("#peek");
  peek.addEventListener("pointerdown", (event) => { event.preventDefault(); hold(true); });
  ["pointerup", "pointerleave", "pointercancel"].forEach((name) => peek.addEventListener(name, () => hold(false)));
  // Who cannot hold a key opens and closes it with Enter.
  peek.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); hold(!held); } });

  find("#stored").hidden = !(kept() && kept().begun);
  find("#resume").open = !find("#stored").hidden;
  document.body.classList.add("live");
  settings();
  show("start", true);
})();

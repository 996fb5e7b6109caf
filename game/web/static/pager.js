// The wall and the board: the pages of a phase one after the other, each as large as the window holds; after the last
// one, once its end was seen, the phase turns.
"use strict";

// How this window shows the wall, and when its lesson began; kept by this browser.
const state = { text: "short", calm: false, wall: "light", size: 1, bell: "", begun: 0, room: "" };

const remembered = {
  read() {
    try {
      Object.assign(state, JSON.parse(localStorage.getItem("wall") || "{}"));
    } catch (error) { /* a browser that keeps nothing */ }
  },
  write() {
    try {
      localStorage.setItem("wall", JSON.stringify(state));
    } catch (error) { /* the same */ }
  },
};

// The page that is shown, and the next one of its phase.
const pageShown = () => find("#shown .page:not([hidden])");
const pagesInTurn = () => all("#shown .page:not([data-aside])");

(function () {
  const shown = find("#shown"), news = find("#news");
  let key = "", at = "", from = "", back = false;

  // At its top or end; without either it stays where it was scrolled to.
  function show(page, edge) {
    at = page.id;
    all(".page", shown).forEach((each) => { each.hidden = each !== page; });
    all("details.sources", shown).forEach((sources) => { sources.open = false; });
    texts(page);
    drawStrokes(page);
    document.title = find("h1", page).textContent + document.title.slice(document.title.lastIndexOf(" · "));
    lay();
    if (edge) window.scrollTo(0, edge === "end" ? document.documentElement.scrollHeight : 0);
  }

  // Under the text there is room for the bar.
  function lay() {
    const bar = find(".controls", shown);
    shown.style.paddingBottom = bar && getComputedStyle(bar).position === "fixed" ? bar.offsetHeight + "px" : "";
    look();
  }

  // A new phase begins at its top; who steps back to it comes to its end.
  function enter() {
    const phase = find("section.phase", shown).dataset, pages = pagesInTurn();
    const same = phase.key === key ? document.getElementById(at) : null;
    if (phase.room !== state.room) Object.assign(state, { room: phase.room, begun: 0 });
    if (!state.begun && !phase.key.startsWith("lobby")) state.begun = Date.now();
    remembered.write();
    settings();
    if (phase.key !== key) from = "";
    if (same) show(same);
    else show(back ? pages[pages.length - 1] : pages[0], back ? "end" : "top");
    key = phase.key;
    back = false;
  }

  // One page on or back within the phase, once its end was seen; returns false where the phase has no more.
  function turn(by) {
    const pages = pagesInTurn(), place = pages.indexOf(pageShown()), next = place < 0 ? document.getElementById(from) : pages[place + by];
    if (next) show(next, by < 0 && place >= 0 ? "end" : "top");
    return Boolean(next);
  }

  // The keys press these buttons too.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[name=step]");
    const by = button && event.detail < 2 ? { next: 1, back: -1 }[button.value] : 0;
    if (!by) return;
    const blank = document.body.classList.contains("blank");
    document.body.classList.remove("blank");
    if (blank) event.preventDefault();
    else if (scrollOn(by, covered())) {
      event.preventDefault();
      if (event.isTrusted) news.textContent = words.MORE_BELOW;
    } else if (turn(by)) event.preventDefault();
    else back = by < 0;
  }, true);

  // An answer that is not in turn, and back to where it was opened.
  document.addEventListener("click", function (event) {
    const answer = event.target.closest("[data-answer]"), mark = event.target.closest("sup a");
    if (answer) {
      if (pagesInTurn().includes(pageShown())) from = at;
      show(document.getElementById(answer.dataset.answer), "top");
    }
    if (mark) find(".sources", mark.closest(".page")).open = true;
  });

  // A wall without the teacher's buttons is turned by its own keys.
  if (!find("#held")) document.addEventListener("keydown", function (event) {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (!event.repeat && !scrollOn(by, 0)) turn(by);
  });

  function settings() {
    all(".looks input", shown).forEach((input) => {
      if (input.type === "radio") input.checked = input.value === state[input.name];
      else if (input.type === "checkbox") input.checked = state[input.name];
      else input.value = state[input.name];
    });
  }

  document.addEventListener("change", function (event) {
    const input = event.target;
    if (!input.closest(".looks")) return;
    state[input.name] = input.type === "checkbox" ? input.checked : input.value;
    input.blur();
    apply();
  });
  document.addEventListener("click", function (event) {
    const by = { smaller: -0.1, larger: 0.1 }[event.target.id], page = document.documentElement;
    if (event.target.id === "full" && page.requestFullscreen) page.requestFullscreen();
    if (!by) return;
    state.size = Math.min(2, Math.max(0.7, state.size + by));
    apply();
  });

  function apply() {
    remembered.write();
    texts(pageShown());
    lay();
  }

  remembered.read();
  new MutationObserver(enter).observe(shown, { childList: true });
  new MutationObserver(fit).observe(news, { childList: true });
  document.addEventListener("toggle", fit, true);
  window.addEventListener("resize", lay);
  enter();
})();

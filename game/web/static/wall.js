// The wall and the board: what is shown is asked for anew whenever it changes; what is held is shown only while held.
"use strict";

(function () {
  const shown = document.getElementById("shown");
  const held = document.getElementById("held");
  const news = document.getElementById("news");
  // What should be shown, as the stream tells, and whether it is being asked for.
  let meant = "";
  let refreshing = false;
  let holding = false;

  async function text(address) {
    try {
      const answer = await ask(address, {}, 10);
      return answer.ok ? answer.text : "";
    } catch (error) {
      return "";
    }
  }

  // What could not be shown now is tried again at the next beat.
  async function settle() {
    if (refreshing || shown.querySelector("section.phase").dataset.shown === meant) return;
    refreshing = true;
    await refresh();
    refreshing = false;
  }

  async function refresh() {
    const html = await text(shown.dataset.from);
    if (!html) return;
    const active = document.activeElement;
    const label = active && active.textContent;
    const open = active && active.matches && active.matches("button");
    if (active && active.matches && active.matches("input")) return;
    shown.innerHTML = html;
    if (open) {
      for (const button of shown.querySelectorAll("button")) if (button.textContent === label) button.focus();
    }
  }

  async function peek() {
    const html = await text("/board/held");
    // The key may have been let go of while the answer was on its way.
    if (!holding) return;
    held.innerHTML = html;
    held.hidden = false;
    tellTime();
  }

  // The clock, what comes next in this phase, and what a question is asked for.
  function tellTime() {
    const told = find("#clock", held), pages = pagesInTurn(), page = pageShown(), next = pages[pages.indexOf(page) + 1];
    const says = times(JSON.parse(told.dataset.stages), Number(told.dataset.stage), state.begun, state.bell);
    if (next) says.unshift([words.NEXT, next.dataset.phase]);
    if (page.dataset.aim) says.unshift([words.AIM, page.dataset.aim]);
    says.forEach(([name, text]) => {
      const line = document.createElement("span"), head = document.createElement("b");
      head.textContent = name + " ";
      line.append(head, text);
      told.append(line);
    });
  }

  function letGo() {
    holding = false;
    if (held) {
      held.hidden = true;
      held.textContent = "";
    }
  }

  async function submit(event) {
    event.preventDefault();
    if (event.target.closest(".looks")) return;
    try {
      const answer = await ask(event.target.action, { method: "POST", body: sent(event), headers: { "X-Script": "1" } }, 10);
      const found = JSON.parse(answer.text);
      news.textContent = found.ok || found.stale ? "" : found.says;
    } catch (error) {
      news.textContent = words.NO_PROGRAM;
    }
    if (document.activeElement) document.activeElement.blur();
    refresh();
  }

  function press(step) {
    const button = shown.querySelector('button[name=step][value="' + step + '"]');
    if (button) button.click();
  }

  if (held) {
    document.addEventListener("submit", submit);
    // The second half of a double click would meet what the first one brought.
    document.addEventListener("click", function (event) {
      if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
    }, true);
    document.addEventListener("keydown", function (event) {
      if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "PageDown" && !event.repeat) press("next");
      else if (event.key === "PageUp" && !event.repeat) press("back");
      else if (event.key === "s") {
        const sources = find(".sources", pageShown());
        if (sources) sources.open = !sources.open;
      } else if (event.key === "." || event.key === "b") document.body.classList.toggle("blank");
      else if (event.key === "h" || event.key === "H") {
        if (!holding) {
          holding = true;
          peek();
        }
      } else return;
      event.preventDefault();
    });
    document.addEventListener("keyup", function (event) {
      if (event.key === "h" || event.key === "H") letGo();
    });
    window.addEventListener("blur", letGo);
    document.addEventListener("visibilitychange", letGo);
  }

  function lost(says) {
    news.textContent = says;
    news.dataset.lost = "yes";
  }

  follow("/board/", function (found) {
    if (news.dataset.lost) {
      news.textContent = "";
      delete news.dataset.lost;
    }
    meant = found.shown;
    settle();
    if (holding) peek();
  }, function () {
    lost(words.PROGRAM_LOST);
  }, function () {
    // A program that was started again knows only the board that it opened, whose cookie this page shares.
    lost(words.PROGRAM_ANEW);
  });
})();

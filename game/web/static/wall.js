// The wall and the board: what is shown is asked for anew whenever it changes; what is held is shown only while held.
"use strict";

(function () {
  const shown = document.getElementById("shown");
  const held = document.getElementById("held");
  const news = document.getElementById("news");
  let what = "";
  let holding = false;

  async function text(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok ? answer.text() : "";
  }

  async function refresh() {
    const html = await text(shown.dataset.from);
    if (!html) return;
    const active = document.activeElement;
    const label = active && active.textContent;
    const open = active && active.matches && active.matches("button");
    if (active && active.matches && active.matches("input")) return;
    shown.innerHTML = html;
    const heading = shown.querySelector("h1");
    if (heading) document.title = heading.textContent + document.title.slice(document.title.lastIndexOf(" · "));
    if (open) {
      for (const button of shown.querySelectorAll("button")) if (button.textContent === label) button.focus();
    }
  }

  async function look() {
    const html = await text("/board/held");
    // The key may have been let go of while the answer was on its way.
    if (!holding) return;
    held.innerHTML = html;
    held.hidden = false;
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
    const form = event.target;
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: body, credentials: "same-origin", headers: { "X-Script": "1" },
      });
      const found = await answer.json();
      news.textContent = found.ok || found.stale ? "" : found.says;
    } catch (error) {
      news.textContent = "The program in the terminal does not answer; look there.";
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
    document.addEventListener("keydown", function (event) {
      if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "PageDown" && !event.repeat) press("next");
      else if (event.key === "PageUp" && !event.repeat) press("back");
      else if (event.key === ".") document.body.classList.toggle("blank");
      else if (event.key === "h" || event.key === "H") {
        if (!holding) {
          holding = true;
          look();
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

  function listen() {
    const stream = new EventSource("/board/stream");
    stream.onmessage = function (event) {
      const found = JSON.parse(event.data);
      if (news.dataset.lost) {
        news.textContent = "";
        delete news.dataset.lost;
      }
      if (what !== found.shown) {
        if (what) refresh();
        what = found.shown;
      }
      if (holding) look();
    };
    stream.onerror = function () {
      if (stream.readyState !== 2) {
        lost("The program in the terminal does not answer; start it again there.");
        return;
      }
      // Refused: a program that was started again knows only the board that it opened, whose cookie this page shares.
      lost("The program was started again. This page goes on once the new board is open: type board in the terminal for its link.");
      what = "another";
      setTimeout(listen, 2000);
    };
  }

  listen();
})();

// The pages of pupils: what they send is sent again until it is answered, and a new phase is announced with a link.
"use strict";

(function () {
  const news = document.getElementById("news");
  const read = document.getElementById("read");
  let waiting = null;
  // The section of the phase that is announced, where it came along with the news.
  let ahead = "";
  // The announcement itself, so that it comes back after anything else that was told in its place.
  let announced = "";
  // The latest vote that was sent, and all before it: one goes after the other, so that the last one counts.
  let latest = 0;
  let queue = Promise.resolve();

  function tell(text, link) {
    news.textContent = "";
    if (link) {
      const anchor = document.createElement("a");
      anchor.className = "go";
      anchor.href = "/seat";
      anchor.textContent = text;
      anchor.addEventListener("click", function (event) {
        event.preventDefault();
        go();
      });
      news.appendChild(anchor);
    } else if (text) {
      const line = document.createElement("p");
      line.className = "says";
      line.textContent = text;
      news.appendChild(line);
    }
  }

  function last() {
    const sections = read.querySelectorAll("section.phase");
    return sections[sections.length - 1];
  }

  // Only the pupil's own act moves text or focus; what was read stays above.
  async function go() {
    let html = ahead;
    ahead = "";
    try {
      if (!html) {
        const answer = await fetch("/seat/section", { credentials: "same-origin" });
        if (!answer.ok) {
          location.assign("/seat");
          return;
        }
        html = await answer.text();
      }
    } catch (error) {
      tell("There is no connection just now; try again.", true);
      return;
    }
    for (const field of read.querySelectorAll("button, input")) field.disabled = true;
    for (const again of read.querySelectorAll("details.again")) again.remove();
    const box = document.createElement("template");
    box.innerHTML = html;
    read.appendChild(box.content);
    announced = "";
    tell("");
    const heading = last().querySelector(":scope > h2") || last().querySelector("h2");
    if (heading) {
      heading.setAttribute("tabindex", "-1");
      // The hour and the place stand before their heading: whoever hears the heading hears them too.
      const when = heading.previousElementSibling;
      if (when && when.matches(".when")) {
        when.id = last().dataset.key + "-when-" + read.children.length;
        heading.setAttribute("aria-describedby", when.id);
      }
      document.title = heading.textContent + document.title.slice(document.title.indexOf(" · "));
      heading.focus();
    }
  }

  const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

  // The same id each time: sent twice, it has one effect.
  async function send(form, body) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: body, credentials: "same-origin", headers: { "X-Script": "1" },
        });
        const found = await answer.json();
        if (answer.status !== 503 || attempt > 5) return found;
      } catch (error) {
        if (attempt > 20) return { ok: false, says: "This could not be sent; nothing was changed. Try again." };
      }
      tell("Sending again …");
      await pause(Math.min(1 + attempt, 5));
    }
  }

  function newId(form) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const field = form.querySelector("input[name=id]");
    field.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function submit(event) {
    const form = event.target;
    if (!form.matches("form.ballot, form.choices")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
    if (form.matches(".ballot")) {
      await vote(form, body);
      return;
    }
    const found = await send(form, body);
    newId(form);
    if (found.ok) {
      await go();
    } else {
      tell(found.says, found.stale);
    }
  }

  async function vote(form, body) {
    newId(form);
    latest += 1;
    const number = latest;
    const answered = form.querySelector(".answered");
    answered.textContent = "Your vote is on its way …";
    queue = queue.then(() => send(form, body));
    const found = await queue;
    if (number !== latest) return;
    tell(announced, announced !== "");
    answered.textContent = found.says;
    if (found.ok) form.querySelector("button").textContent = "Change my vote";
  }

  function listen(address, heard) {
    let lost = null;
    const stream = new EventSource(address);
    stream.onmessage = function (event) {
      clearTimeout(lost);
      lost = null;
      heard(JSON.parse(event.data));
    };
    stream.onerror = function () {
      if (lost === null) {
        lost = setTimeout(() => tell("The connection is lost and is being tried again. Nothing that was answered is lost."), 4000);
      }
      // A stream that was refused does not come back by itself.
      if (stream.readyState === 2) {
        clearTimeout(lost);
        tell("What comes next is not announced here any more; look whether the lesson has moved on.", true);
      }
    };
  }

  if (document.body.id === "seat") {
    read.addEventListener("submit", submit);
    listen("/seat/stream", function (found) {
      if (found.freed) {
        location.assign("/seat");
      } else if (last().dataset.key !== found.key || last().dataset.out !== String(found.out)) {
        ahead = found.html || "";
        announced = found.says + " Go there.";
        if (waiting !== found.key || !news.querySelector("a.go")) tell(announced, true);
        waiting = found.key;
      } else if (!news.querySelector(".says") || news.textContent.indexOf("connection") >= 0) {
        waiting = null;
        announced = "";
        tell("");
      }
    });
  }

  // The sources of a section are asked for when somebody wants to see them.
  async function fill(fold) {
    if (!("later" in fold.dataset)) return;
    delete fold.dataset.later;
    try {
      const answer = await fetch("/seat/sources/" + fold.closest("section.phase").dataset.key, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      fold.insertAdjacentHTML("beforeend", await answer.text());
    } catch (error) {
      fold.dataset.later = "";
      fold.open = false;
      tell("The sources did not come; unfold them again.");
    }
  }

  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details.sources") && event.target.open) fill(event.target);
  }, true);

  // A mark unfolds its footnote also where the browser does not do so by itself.
  document.addEventListener("click", async function (event) {
    const mark = event.target.closest("sup a");
    if (!mark) return;
    const found = document.getElementById(mark.hash.slice(1));
    const fold = found ? found.closest("details") : mark.closest("section.phase").querySelector("details.sources");
    if (fold) {
      await fill(fold);
      fold.open = true;
    }
    const note = document.getElementById(mark.hash.slice(1));
    if (note) note.scrollIntoView();
  });

  const check = document.getElementById("stream");
  if (check) {
    check.textContent = "trying …";
    const stream = new EventSource("/check/stream");
    stream.onmessage = function () {
      check.textContent = "yes";
      stream.close();
    };
  }
})();

// The pages of pupils: what they send is sent again until it is answered, and a new phase is announced with a link.
"use strict";

(function () {
  const words = JSON.parse(document.getElementById("words").textContent);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
  const news = document.getElementById("news");
  const read = document.getElementById("read");
  let waiting = null;
  // The section of the phase that is announced, where it came along with the news.
  let ahead = "";
  // The announcement itself, so that it comes back after anything else that was told in its place.
  let announced = "";
  // When the latest vote was pressed.
  let latest = 0;
  let going = false;
  // Whether a section was asked for and did not come.
  let owed = false;

  // `kind` is "news" or "lost" for what goes away by itself, and empty for what was said to somebody's act.
  function tell(text, link, kind) {
    news.textContent = "";
    news.dataset.kind = kind || "";
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
    // Pressed twice while it is on its way, it comes once.
    if (going) return;
    going = true;
    const ready = ahead;
    ahead = "";
    const html = ready || await section();
    owed = !html;
    going = false;
    if (html) show(html);
  }

  async function section() {
    try {
      const answer = await ask("/seat/section", {}, 10);
      if (isOurs(answer)) return answer.text;
      if (answer.ok) throw new Error("not the room's own");
      location.assign("/seat");
    } catch (error) {
      tell(words.NO_CONNECTION, true);
    }
    return "";
  }

  function show(html) {
    for (const field of read.querySelectorAll("button, input")) field.disabled = true;
    for (const again of read.querySelectorAll("details.again")) again.remove();
    const box = document.createElement("template");
    box.innerHTML = html;
    // The second half of a double tap would take what nobody has read.
    const fresh = box.content.querySelectorAll(".choices button");
    for (const button of fresh) button.disabled = true;
    setTimeout(function () {
      for (const button of fresh) button.disabled = false;
    }, 500);
    read.appendChild(box.content);
    announced = "";
    tell("");
    const heading = last().querySelector(":scope > h2") || last().querySelector("h2");
    if (heading) {
      // What followed from a choice stands before the next heading, and is read first.
      const begins = last().querySelector(":scope > .taken") || heading;
      begins.setAttribute("tabindex", "-1");
      // The hour and the place stand before their heading: whoever hears the heading hears them too.
      const when = heading.previousElementSibling;
      if (when && when.matches(".when")) {
        when.id = last().dataset.key + "-when-" + read.children.length;
        heading.setAttribute("aria-describedby", when.id);
      }
      document.title = heading.textContent + document.title.slice(document.title.indexOf(" · "));
      begins.focus();
    }
  }

  const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

  // The same id each time: sent twice, it has one effect. `over` tells whether something later goes in its place.
  async function send(form, body, over) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await ask(form.action, { method: "POST", body: body, headers: { "X-Script": "1" } }, 10);
        if (answer.status !== 503 || attempt > 5) return JSON.parse(answer.text);
      } catch (error) {
        if (attempt > 20) return { ok: false, says: words.NO_ANSWER };
      }
      if (over()) return null;
      tell(words.SENDING);
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
    const body = sent(event);
    if (form.matches(".ballot")) {
      await vote(form, body);
      return;
    }
    // A second tap while the first is on its way is the same one.
    if ("busy" in form.dataset) return;
    form.dataset.busy = "";
    const found = await send(form, body, () => false);
    delete form.dataset.busy;
    newId(form);
    if (found.ok) {
      await go();
    } else {
      tell(found.says, found.stale);
    }
  }

  // The time of a press, later than that of every other on this device: the order in which votes were pressed counts,
  // whatever becomes of them on the way.
  function press() {
    let before = latest;
    try {
      before = Math.max(before, Number(localStorage.getItem("press")) || 0);
    } catch (error) { /* a device that keeps nothing */ }
    latest = Math.max(Date.now(), before + 1);
    try {
      localStorage.setItem("press", latest);
    } catch (error) { /* the same */ }
    return latest;
  }

  async function vote(form, body) {
    newId(form);
    const number = press();
    body.append("press", number);
    const answered = form.querySelector(".answered");
    answered.textContent = words.VOTE_SENT;
    const found = await send(form, body, () => number !== latest);
    if (number !== latest) return;
    tell(announced, announced !== "", "news");
    answered.textContent = found.says;
    if (found.ok) form.querySelector("button").textContent = words.VOTE_CHANGE;
  }

  function lost() {
    tell(words.LOST, false, "lost");
  }

  if (document.body.id === "seat") {
    read.addEventListener("submit", submit);
    follow("/seat/", function (found) {
      const seen = last().dataset;
      if (found.freed) {
        location.assign("/seat");
      } else if (seen.key !== found.key || seen.out !== String(found.out) || (seen.gate && seen.gate !== found.gate)) {
        ahead = found.html || (waiting === found.key ? ahead : "");
        announced = say(words.GO_THERE, { phase: found.says });
        if (waiting !== found.key || !news.querySelector("a.go")) tell(announced, true, "news");
        waiting = found.key;
      } else {
        waiting = null;
        announced = "";
        if (news.dataset.kind) tell("");
      }
      if (owed) go();
    }, lost, lost);
  }

  // The sources of a section are asked for when somebody wants to see them.
  async function fill(fold) {
    if (!("later" in fold.dataset)) return;
    delete fold.dataset.later;
    try {
      const answer = await ask("/seat/sources/" + fold.closest("section.phase").dataset.key, {}, 10);
      if (!answer.ok) throw new Error(answer.status);
      fold.insertAdjacentHTML("beforeend", answer.text);
    } catch (error) {
      fold.dataset.later = "";
      fold.open = false;
      tell(words.NO_SOURCES);
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

  // The room check: news arrives by itself only if the first message was here before the second was sent.
  const check = document.getElementById("stream");
  if (check) {
    check.textContent = words.TRYING;
    let first = 0;
    const stream = new EventSource("/check/stream");
    const judge = async function (arrives) {
      clearTimeout(late);
      stream.close();
      let says = arrives ? words.YES : words.NO;
      if (!arrives) {
        try {
          if ((await ask("/check/now", {}, BEAT)).ok) says = say(words.NO_BUT_ASKS, { seconds: BEAT });
        } catch (error) { /* it stays at no */ }
      }
      check.textContent = says;
      const verdict = document.getElementById("verdict");
      if (says === words.NO && verdict) verdict.textContent = words.NOT_HEARD;
    };
    const late = setTimeout(() => judge(false), 2500 * BEAT);
    stream.onmessage = function () {
      if (first) judge(Date.now() - first > 500 * BEAT);
      else first = Date.now();
    };
    stream.onerror = function () {
      if (stream.readyState === 2) judge(false);
    };
  }
})();

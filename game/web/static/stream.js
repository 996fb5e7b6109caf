// What pupils' pages and the wall share: asking within a limit of time, and following what changes even where streams
// fall silent. A network may swallow what is sent without a word, and a proxy may keep a stream until it is whole.
"use strict";

// Seconds after which a stream that is alive has spoken again: BEAT in streams.py.
const BEAT = 5;

// What an address answers, read to its end, or a failure once the seconds are over.
function ask(address, options, seconds) {
  const limit = typeof AbortController === "function" ? new AbortController() : null;
  const asked = fetch(address, Object.assign({ credentials: "same-origin" }, options, limit ? { signal: limit.signal } : {}))
    .then((answer) => answer.text().then((text) => ({ ok: answer.ok, status: answer.status, text: text })));
  return new Promise(function (done, fail) {
    const late = setTimeout(function () {
      fail(new Error("no answer"));
      if (limit) limit.abort();
    }, 1000 * seconds);
    asked.then(done, fail).then(() => clearTimeout(late));
  });
}

// Whether an answer is a section of the room's own: a network may answer in its place, with a page to log in at.
function isOurs(answer) {
  return answer.ok && answer.text.indexOf('<section class="phase"') >= 0;
}

// Hear where things stand: from the stream at `address`stream, which repeats itself with every beat, or, where it is
// silent, from `address`now. `lost` is called while neither speaks, `refused` where the room says that this page may not
// know.
function follow(address, heard, lost, refused) {
  let stream = null;
  // In milliseconds of a clock that nobody sets.
  let opened = 0;
  let spoke = performance.now();
  let asked = 0;
  let asking = false;
  let answered = false;

  function open() {
    if (stream) stream.close();
    opened = performance.now();
    stream = new EventSource(address + "stream");
    stream.onmessage = function (event) {
      spoke = performance.now();
      answered = false;
      heard(JSON.parse(event.data));
    };
    stream.onerror = function () {
      if (this.readyState === 2) look();
    };
  }

  async function look() {
    if (asking) return;
    asking = true;
    asked = performance.now();
    answered = false;
    try {
      // Within two beats of the last message a page says that it is cut off.
      const found = await ask(address + "now", {}, 0.7 * BEAT);
      answered = found.ok;
      if (found.ok) heard(JSON.parse(found.text));
      else if (found.status === 403) refused();
      else lost();
    } catch (error) {
      lost();
    }
    asking = false;
  }

  function again() {
    if (performance.now() - opened < 1000) return;
    open();
    look();
  }

  setInterval(function () {
    const now = performance.now();
    const silent = now - spoke;
    if (silent > 1200 * BEAT && now - asked >= 1000 * BEAT) look();
    // Where asking helps, a stream that never speaks is tried only now and then.
    const wait = answered ? 6 * BEAT : stream.readyState === 2 ? 2 : 2 * BEAT;
    if (silent > 2000 * BEAT && now - opened > 1000 * wait) open();
  }, 500);
  // A page that slept, or came back to a network, cannot know whether its stream did.
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) again();
  });
  window.addEventListener("pageshow", again);
  window.addEventListener("online", again);
  open();
}

// The button with which a form was sent; older browsers do not say, so the last one pressed is remembered.
const pressedIn = (function () {
  let last = null;
  document.addEventListener("click", function (event) {
    last = event.target.closest("button");
  }, true);
  return (event) => event.submitter || (last && last.form === event.target ? last : null);
})();

// What a form sends, the pressed button included.
function sent(event) {
  const body = new URLSearchParams(new FormData(event.target));
  const button = pressedIn(event);
  if (button && button.name) body.append(button.name, button.value);
  return body;
}

// The wall and the board: a phase is set as large as the window holds, and is turned once its end was seen.
"use strict";

(function () {
  const shown = document.getElementById("shown");
  const news = document.getElementById("news");
  let key = "";
  let back = false;

  // How much of the window's foot the bar of buttons covers.
  function covered() {
    const bar = shown.querySelector(".controls");
    return bar && getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0;
  }

  function fit() {
    // Under the text there is room for the bar, and for a line of news above it.
    shown.style.paddingBottom = covered() ? covered() + 52 + "px" : "";
    setToFit((size) => document.body.style.setProperty("--fit", size.toFixed(3)), 1);
  }

  // A new phase begins at its top; who steps back to it comes to its end.
  function lay() {
    const phase = shown.querySelector("section.phase").dataset.key;
    fit();
    if (phase !== key) window.scrollTo(0, back ? document.documentElement.scrollHeight : 0);
    key = phase;
    back = false;
  }

  // The keys press these buttons too.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[name=step]");
    const by = button && event.detail < 2 ? { next: 1, back: -1 }[button.value] : 0;
    if (!by) return;
    const blank = document.body.classList.contains("blank");
    document.body.classList.remove("blank");
    if (blank || scrollOn(by, covered())) {
      event.preventDefault();
      if (event.isTrusted && !blank) news.textContent = "There was more on this page. The button turns it once all was seen.";
    } else back = by < 0;
  }, true);

  new MutationObserver(lay).observe(shown, { childList: true });
  document.addEventListener("toggle", fit, true);
  window.addEventListener("resize", fit);
  lay();
})();

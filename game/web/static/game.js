// The font must be here before the terminal measures its letters; and keys go to the game without a click.
"use strict";
document.fonts.load('16px "Roboto Mono"');
new MutationObserver(function (changes, observer) {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (document.body.classList.contains("-first-byte") && keys) {
    keys.focus();
    observer.disconnect();
  }
}).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["class"] });

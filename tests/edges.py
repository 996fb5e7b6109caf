"""What of a wall's page has come into view: shared by the tests of `lesson.html` and of the room's wall."""

from __future__ import annotations

#: As a function of two selectors, the texts below the first and a bar that covers some: all texts whose end is not in
#: view just now, each by its number in the page and its first words.
OUT_OF_VIEW = """([page, bar]) => {
  const cover = document.querySelector(bar).getBoundingClientRect();
  const texts = Array.from(document.querySelectorAll(page + " *")).filter((part) => part.checkVisibility()
    && !part.closest(bar) && !part.matches(".unseen")
    && Array.from(part.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  return texts.map((part, number) => [part.getBoundingClientRect(), number + " " + part.textContent.trim().slice(0, 40)])
    .filter(([at]) => at.bottom < 1 || at.bottom > innerHeight + 1
      || (at.bottom > cover.top + 1 && at.top < cover.bottom && at.right > cover.left && at.left < cover.right))
    .map(([, says]) => says);
}"""

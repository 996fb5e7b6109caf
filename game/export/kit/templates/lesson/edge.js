// Nothing below the edge of a wall is passed: a page that is too much is set smaller, and then scrolled to its end.
// What is set smaller than this is not read from the last row.
const LEAST = 0.62;

// Set a page as large as its window holds, at most by a factor; by the least where it holds not even that.
function setToFit(set, most) {
  const fits = (size) => { set(size); return document.documentElement.scrollHeight <= window.innerHeight; };
  if (fits(most)) return;
  let least = LEAST, large = most;
  for (let halvings = 0; halvings < 6; halvings += 1) {
    const middle = (least + large) / 2;
    if (fits(middle)) least = middle;
    else large = middle;
  }
  set(Math.max(LEAST, least - 0.005));
}

// Scroll one screen on (1) or back (-1), but for what a bar covers; returns false where nothing more is to be seen.
function scrollOn(by, covered) {
  const left = by > 0 ? document.documentElement.scrollHeight - window.innerHeight - window.scrollY : window.scrollY;
  if (left < 2) return false;
  window.scrollBy(0, by * Math.max(40, 0.8 * (window.innerHeight - covered)));
  return true;
}

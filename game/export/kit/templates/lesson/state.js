// What a lesson remembers, and where.
const find = (what, within) => (within || document).querySelector(what);
const all = (what, within) => Array.from((within || document).querySelectorAll(what));
const data = JSON.parse(find("#data").textContent);
const STORE = "lesson " + data.digest;
const fresh = () => ({
  at: "start", from: "", plan: 0, by: "hands", text: "whole", calm: false, wall: "light", size: 1, bell: "", name: "", begun: 0,
  told: [], rooms: data.rooms.map(() => ({ vote: {}, again: {}, because: {}, chosen: "", more: false, resumed: false })),
});
let state = fresh();

// Storage is missing in some browsers and modes; the lesson goes on without it.
function keep() {
  try { localStorage.setItem(STORE, JSON.stringify(state)); } catch (e) { /* not kept */ }
}

function kept() {
  try { return JSON.parse(localStorage.getItem(STORE)); } catch (e) { return null; }
}

function forget() {
  try { localStorage.removeItem(STORE); } catch (e) { /* nothing was kept */ }
}

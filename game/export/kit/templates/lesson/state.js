// What a lesson remembers.
const data = JSON.parse(find("#data").textContent);
// What a lesson votes on: it goes on with any file that votes on the same.
const SHAPE = JSON.stringify(data.rooms.map((facts) => [facts.scene, facts.options.map((option) => option.id), facts.because]));
const fresh = () => ({
  at: "start", from: "", plan: 0, by: "hands", text: "whole", calm: false, wall: "light", size: 1, bell: "", name: "", begun: 0,
  told: [], rooms: data.rooms.map(() => ({ vote: {}, again: {}, because: {}, chosen: "", more: false, resumed: false })),
  key: "", seen: {}, saved: 0, closed: false, pack: data.pack, role: data.role, shape: SHAPE,
});
let state = fresh();

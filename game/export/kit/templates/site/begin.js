// The data of the page, which every other script reads.
const { story, words, record } = JSON.parse(document.getElementById("data").textContent);

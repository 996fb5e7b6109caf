// A key opens the page of its role, which reads it.
const { roles, words } = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("open"), field = document.getElementById("key");
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const letters = field.value.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[\s-]/g, "");
  const role = roles.find(({ letter }) => letters[0] === letter);
  if (role) location.href = `${role.id}.html#key=${encodeURIComponent(letters)}`;
  else document.getElementById("told").textContent = words.OTHER_ROLE;
});

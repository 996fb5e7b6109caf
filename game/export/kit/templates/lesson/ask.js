// Asks before what no key takes back. The first button changes nothing, and is the one that Page Down and Enter press.
function ask(says, first, stays, second, goes) {
  const dialog = find("#ask");
  const set = (button, text, does) => {
    button.textContent = text;
    // The second click of a double click answers nothing.
    button.onclick = (event) => {
      if (event.detail > 1) return;
      dialog.close();
      does();
    };
  };
  find("#asked").textContent = says;
  set(find("#stays"), first, stays);
  set(find("#goes"), second, goes);
  dialog.showModal();
  find("#stays").focus();
}

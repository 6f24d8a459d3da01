// In watch mode: loads the page again, with what was chosen in it, wherever in the page somebody is.
const seconds = Number(document.currentScript.dataset.seconds);
addEventListener("DOMContentLoaded", () => {
  for (const id of history.state || []) {
    const chosen = document.getElementById(id);
    if (chosen) chosen.checked = true;
  }
  setTimeout(() => {
    history.replaceState(Array.from(document.querySelectorAll("input:checked"), chosen => chosen.id), "");
    location.reload();
  }, 1000 * seconds);
});

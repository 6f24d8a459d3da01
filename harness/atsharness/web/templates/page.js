// Dropping, and a list that follows the checks without loading the page anew. Everything works without it.
"use strict";
(() => {
  const EVERY_MS = 400;
  const drop = document.getElementById("drop");
  const refused = document.getElementById("refused");
  const most = Number(drop.dataset.most) * 1e6;
  document.documentElement.classList.add("js");

  const say = (text) => {
    refused.textContent = text;
    refused.hidden = text === "";
  };

  const show = (text) => {
    const next = new DOMParser().parseFromString(text, "text/html").getElementById("list");
    const list = document.getElementById("list");
    if (next === null || next.outerHTML === list.outerHTML) return;
    const focused = document.activeElement && document.activeElement.id;
    list.replaceWith(next);
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
  };

  const send = async (action, files) => {
    say("");
    for (const file of files) {
      if (file.size > most) {
        say(`${file.name}: more than ${drop.dataset.most} MB`);
        continue;
      }
      const form = new FormData();
      form.append("files", file);
      try {
        const answer = await fetch(action, { method: "POST", body: form });
        const text = await answer.text();
        if (answer.ok) show(text);
        else say(new DOMParser().parseFromString(text, "text/html").querySelector("main p").textContent);
      } catch {
        say("ats serve has ended, or the file cannot be read any more: choose it again");
      }
    }
    follow();
  };

  let following = false;
  const follow = async () => {
    if (following) return;
    following = true;
    while (document.querySelector("#list[data-busy]")) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      try {
        const answer = await fetch("/");
        if (answer.ok) show(await answer.text());
      } catch {
        say("ats serve has ended");
        break;
      }
    }
    following = false;
  };

  // Where a drop goes: onto a checked file as its new version, anywhere else as new files.
  const target = (event) => event.target.closest(".row:has(.again)") || drop;
  const unmark = () => document.querySelectorAll(".over").forEach((one) => one.classList.remove("over"));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    unmark();
    target(event).classList.add("over");
  });
  document.addEventListener("dragleave", unmark);
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    unmark();
    const again = target(event).querySelector(".again");
    const files = [...event.dataTransfer.files];
    if (again && files.length === 1) send(again.action, files);
    else send(drop.action, files);
  });
  document.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    const files = [...event.target.files];
    const action = event.target.form.action;
    event.target.value = "";
    if (files.length) send(action, files);
  });
  follow();
})();

// Makes the pages nicer; every one of them works without it.
"use strict";

document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without https browsers keep the clipboard to the older way.
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
});

// One box in the heading stands for all boxes of its table.
document.querySelectorAll("[data-pick-all]").forEach((heading) => {
  const boxes = [...heading.closest("table").querySelectorAll(".pick input")];
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", heading.dataset.pickAll);
  heading.replaceChildren(all);
  const selected = document.querySelector("[data-selected]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (selected) selected.textContent = selected.dataset.selected.replace("#", ticked);
  };
  all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); });
  boxes.forEach((box) => box.addEventListener("change", count));
  window.addEventListener("pageshow", count);
  count();
});

// Country, currency and time zone of the set-up page follow the browser's time zone, which only a script can say.
document.querySelectorAll("form[data-tell-zone]").forEach(async (form) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const answer = zone && await fetch(`${location.pathname}?timezone=${encodeURIComponent(zone)}`);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  ["country", "currency", "timezone"].forEach((name) => {
    const field = form.elements[name];
    const given = [...field.options].find((option) => option.defaultSelected);
    if (!given || field.value === given.value) field.value = page.getElementById(name).value;
  });
});

// A link to something that is folded up unfolds it.
const unfold = () => {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
window.addEventListener("hashchange", unfold);
unfold();

// The summary of what is wrong with a form takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Only one menu is open at a time; a click beside it or Escape closes it.
const closeMenus = (but) => document.querySelectorAll("details.drop[open]").forEach((menu) => {
  if (!but || !menu.contains(but)) menu.open = false;
});
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.drop[open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

// Enter in a field of a menu presses the button beside it, not the first one of the form.
document.querySelectorAll(".pop .in input").forEach((field) => field.addEventListener("keydown", (event) => {
  const button = field.closest(".in").querySelector("button");
  if (event.key !== "Enter" || !button || field.form.querySelector("button") === button) return;
  event.preventDefault();
  button.click();
}));

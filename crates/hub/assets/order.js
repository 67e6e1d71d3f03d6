// The order of a data book: rows are dragged by their handles, and the buttons work without loading the page again.
"use strict";

const order = document.getElementById("order");
const table = document.querySelector("table.book");
if (order && table) {
  const entries = () => [...table.querySelectorAll("tr[data-entry]")];
  const showHandles = () => table.querySelectorAll(".grab").forEach((handle) => { handle.hidden = false; });

  const save = async (name, value, before) => {
    const fields = new URLSearchParams(new FormData(order));
    fields.append(name, value);
    if (before !== undefined) fields.append("before", before);
    const answer = await fetch(order.action, { method: "POST", body: fields, keepalive: true });
    // The entry is gone, or the session has ended: the page as it is now shows it.
    if (!answer.ok || !new URL(answer.url).searchParams.has("moved")) { location.reload(); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    table.querySelector("tbody").replaceWith(page.querySelector("table.book tbody"));
    document.querySelector("[data-moved]").textContent = page.querySelector("[data-moved]").textContent;
    showHandles();
    table.querySelector("[autofocus]")?.focus();
  };

  order.addEventListener("submit", (event) => {
    event.preventDefault();
    save(event.submitter.name, event.submitter.value);
  });

  table.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".grab")?.closest("tr");
    if (!row || event.button !== 0) return;
    event.preventDefault();
    const [back, own] = [row.nextElementSibling, row.dataset.group];
    const beside = entries().filter((other) => other !== row && other.dataset.group === own);
    const first = entries().findIndex((other) => other === row);
    table.setPointerCapture(event.pointerId);
    row.classList.add("dragged");
    const follow = (event) => {
      const below = beside.find((other) => {
        const box = other.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      });
      if (below) below.before(row); else beside.at(-1)?.after(row);
    };
    const end = (keeps) => {
      table.removeEventListener("pointermove", follow);
      table.removeEventListener("pointerup", drop);
      table.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", escape);
      row.classList.remove("dragged");
      if (!keeps) { row.parentElement.insertBefore(row, back); return; }
      if (entries().findIndex((other) => other === row) === first) return;
      const next = row.nextElementSibling;
      save("move", row.dataset.entry, next?.dataset.group === own ? next.dataset.entry : "");
    };
    const drop = () => end(true);
    const cancel = () => end(false);
    const escape = (event) => { if (event.key === "Escape") end(false); };
    table.addEventListener("pointermove", follow);
    table.addEventListener("pointerup", drop);
    table.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape);
  });
  showHandles();
}

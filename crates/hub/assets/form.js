// Makes the form of a key or a template nicer; it works without this.
"use strict";

document.querySelectorAll("[data-tree]").forEach((tree) => {
  const panel = tree.closest("fieldset");
  const boxes = (within) => [...within.querySelectorAll(".method input")];
  const blocks = [...tree.querySelectorAll("[data-block]")].map((block) => {
    const whole = document.createElement("input");
    whole.type = "checkbox";
    block.querySelector("[data-title]").prepend(whole);
    // The boxes that stand in for it where there are no scripts.
    block.querySelector("[data-plain]").remove();
    whole.addEventListener("change", () => {
      // Only what the search shows is meant.
      boxes(block).filter((box) => !box.closest(".method").hidden).forEach((box) => { box.checked = whole.checked; });
      count();
    });
    return { block, whole, details: block.querySelector("details") };
  });

  const count = () => {
    let all = 0;
    blocks.forEach(({ block, whole }) => {
      const methods = boxes(block);
      const ticked = methods.filter((box) => box.checked).length;
      whole.checked = ticked === methods.length;
      whole.indeterminate = ticked > 0 && ticked < methods.length;
      const number = block.querySelector("[data-block-count]");
      number.textContent = ticked;
      number.parentElement.classList.toggle("on", ticked > 0);
      all += ticked;
    });
    panel.querySelector("[data-count]").textContent = all;
  };

  // The search opens what it finds, and folds it up again when it ends.
  const search = tree.querySelector("[data-search]");
  const [every, chosen] = [tree.querySelector("[data-all]"), tree.querySelector("[data-chosen]")];
  let opened = null;
  const show = () => {
    const wanted = search.value.trim().toLowerCase();
    const only = chosen.getAttribute("aria-pressed") === "true";
    const narrowed = wanted !== "" || only;
    if (narrowed && !opened) opened = blocks.map(({ details }) => details.open);
    let shown = 0;
    blocks.forEach(({ block, details }, place) => {
      const titled = block.querySelector("[data-title]").textContent.toLowerCase().includes(wanted);
      let any = 0;
      block.querySelectorAll(".method").forEach((method) => {
        const found = titled || method.textContent.toLowerCase().includes(wanted);
        method.hidden = !found || (only && !method.querySelector("input").checked);
        any += method.hidden ? 0 : 1;
      });
      block.hidden = any === 0;
      details.open = narrowed ? any > 0 : opened ? opened[place] : details.open;
      shown += any;
    });
    if (!narrowed) opened = null;
    tree.querySelector("[data-nothing]").hidden = shown > 0;
  };
  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  [every, chosen].forEach((button) => button.addEventListener("click", () => {
    [every, chosen].forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    show();
  }));

  const set = (wanted) => {
    boxes(tree).forEach((box) => { box.checked = wanted(box); });
    count();
    tree.dispatchEvent(new Event("change", { bubbles: true }));
  };
  tree.querySelector("[data-reads]").addEventListener("click", () => set((box) => !("writes" in box.closest(".method").dataset)));
  tree.querySelector("[data-none]").addEventListener("click", () => set(() => false));
  tree.querySelectorAll("[data-tools]").forEach((part) => { part.hidden = false; });
  tree.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
});

// Stores: a search where they are many, and how many are chosen.
document.querySelectorAll("fieldset.stores").forEach((stores) => {
  const boxes = [...stores.querySelectorAll('input[name="store"]')];
  const number = stores.querySelector("[data-stores-count]");
  const count = () => { number.textContent = number.textContent.replace(/^\d+/, boxes.filter((box) => box.checked).length); };
  stores.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  const search = stores.querySelector("[data-find-store]");
  if (!search) return;
  search.hidden = false;
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    boxes.forEach((box) => {
      const label = box.closest("label");
      label.hidden = !label.textContent.toLowerCase().includes(wanted);
    });
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
});

// What the key will be able to do, and what is set in the folded parts, kept up to date by the hub.
document.querySelectorAll("form[data-summary]").forEach((form) => {
  let waiting;
  let asked = 0;
  const renew = async () => {
    const fields = new URLSearchParams(new FormData(form));
    // The token is not needed for it.
    fields.delete("token");
    asked += 1;
    const mine = asked;
    const answer = await fetch(form.dataset.summary, { method: "POST", body: fields }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    const said = await answer.json().catch(() => ({}));
    form.querySelectorAll("[data-set]").forEach((part) => {
      if (part.dataset.set in said) part.textContent = said[part.dataset.set];
    });
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(renew, 150); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
});

// A link to a field of a folded part unfolds it.
document.querySelectorAll(".faults a").forEach((link) => link.addEventListener("click", () => {
  for (let part = document.querySelector(link.hash)?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  document.querySelector(link.hash)?.focus();
}));

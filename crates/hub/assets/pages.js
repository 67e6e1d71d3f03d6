// Help with forms: how hard a password is to guess, and names of countries and currencies in the reader's language.
"use strict";

document.querySelectorAll("[data-strength]").forEach((field) => {
  const bars = document.getElementById(field.dataset.strength);
  const word = field.parentElement.querySelector("[data-strength-word]");
  const words = bars.dataset.words.split("|");
  const rate = (text) => {
    if (!text) return 0;
    const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) => kind.test(text)).length;
    const wordCount = new Set(text.toLowerCase().split(/[\s._-]+/).filter((part) => part.length > 2)).size;
    if (text.length < 10 || new Set(text).size < 5) return 1;
    const points = (text.length >= 14) + (text.length >= 20) + (kinds >= 3 || wordCount >= 3) + (wordCount >= 4);
    return Math.min(4, 2 + Math.floor(points / 1.5));
  };
  const show = () => {
    const rated = rate(field.value);
    bars.hidden = rated === 0;
    [...bars.children].forEach((bar, place) => bar.classList.toggle("f", place < rated));
    bars.classList.toggle("weak", rated === 1);
    word.textContent = rated === 0 ? "" : words[rated - 1];
  };
  field.addEventListener("input", show);
  show();
});

document.querySelectorAll("select[data-names]").forEach((list) => {
  const kind = list.dataset.names;
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: kind });
  const known = [...list.options].filter((option) => option.value && option.text !== option.value);
  known.forEach((option) => {
    try {
      const name = names.of(option.value);
      option.text = kind === "currency" ? `${option.value}, ${name}` : name;
    } catch { /* A code the browser has no name for keeps the one it has. */ }
  });
  const order = new Intl.Collator(document.documentElement.lang);
  const chosen = list.value;
  known.sort((one, other) => order.compare(one.text, other.text)).forEach((option) => list.append(option));
  list.value = chosen;
});

// The search as a dialog: Ctrl or ⌘ K, arrows and Enter. What is typed is posted, never part of an address; a token is masked
// in the field at once.
document.querySelectorAll("[data-find]").forEach((link) => {
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  const key = link.querySelector("kbd");
  key.textContent = mac ? "⌘ K" : "Ctrl K";
  key.hidden = false;
  // The name of the link holds all of its visible text.
  const label = link.getAttribute("aria-label");
  link.setAttribute("aria-label", `${label} ${key.textContent}`);
  link.setAttribute("aria-keyshortcuts", mac ? "Meta+K" : "Control+K");
  let dialog, field, hits, status, typed = "", asked = 0, timer;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const isToken = (text) => /[0-9A-Za-z_-]{32,}/.test(text);
  const mask = (text) => text.replace(/[0-9A-Za-z_-]{32,}/g, (token) => `${token.startsWith("lky_") ? "lky_" : ""}${"•".repeat(24)}${token.slice(-4)}`);

  const build = () => {
    hits = make("div", { className: "hits", id: "hits", role: "listbox", ariaLabel: link.dataset.results });
    status = make("p", { className: "unseen", role: "status" });
    field = make("input", { type: "search", role: "combobox", autocomplete: "off", spellcheck: false, maxLength: 200, placeholder: link.dataset.label });
    for (const [name, value] of [["aria-label", link.dataset.label], ["aria-controls", "hits"], ["aria-expanded", "true"], ["aria-autocomplete", "list"], ["autocapitalize", "off"]]) field.setAttribute(name, value);
    const safe = make("span", { className: "tail", textContent: link.dataset.hint });
    dialog = make("dialog", { className: "palette" },
      make("div", { className: "ask" }, field, make("kbd", { textContent: "Esc" })), hits,
      make("footer", {}, make("span", { className: "keyhint" }, make("kbd", { textContent: "↑" }), " ", make("kbd", { textContent: "↓" }), ` ${link.dataset.select}`),
        make("span", { className: "keyhint" }, make("kbd", { textContent: "Enter" }), ` ${link.dataset.open}`), safe), status);
    dialog.setAttribute("aria-label", label);
    const icon = link.querySelector("svg");
    if (icon) dialog.querySelector(".ask").prepend(icon.cloneNode(true));
    document.body.append(dialog);

    const options = () => [...hits.querySelectorAll("[role=option]")];
    const choose = (wanted) => {
      options().forEach((option, place) => {
        option.id = `hit-${place}`;
        option.setAttribute("aria-selected", String(option === wanted));
      });
      if (wanted) {
        field.setAttribute("aria-activedescendant", wanted.id);
        wanted.scrollIntoView({ block: "nearest" });
      } else field.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
      const number = ++asked;
      const answer = await fetch("/search", { method: "POST", body: new URLSearchParams({ part: "1", q: typed }) });
      if (number !== asked) return;
      // A session that ended meanwhile: the page signs in again.
      if (answer.redirected || !answer.ok) { location.assign("/search"); return; }
      hits.innerHTML = await answer.text();
      safe.textContent = isToken(typed) ? link.dataset.safe : link.dataset.hint;
      const found = options();
      status.textContent = `${link.dataset.results}: ${found.length}`;
      choose(found[0]);
    };
    field.addEventListener("input", () => {
      // What stands behind the mask is kept here; any change of a masked text begins anew.
      typed = field.value.includes("•") ? "" : field.value;
      if (isToken(typed)) field.value = mask(typed);
      else if (field.value.includes("•")) field.value = "";
      field.classList.toggle("mono", field.value.includes("•"));
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    field.addEventListener("keydown", (event) => {
      const all = options();
      const place = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(all[(place + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
      } else if (event.key === "Enter") {
        event.preventDefault();
        all[place]?.click();
      }
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { typed = ""; field.value = ""; hits.replaceChildren(); });
    return ask;
  };
  let ask;
  const open = () => {
    ask ??= build();
    if (!dialog.open) dialog.showModal();
    field.focus();
    ask();
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
});

// The sign beside a heading copies a link to it.
document.querySelectorAll("[data-anchor]").forEach((anchor) => {
  const article = anchor.closest("[data-link]");
  anchor.setAttribute("aria-label", `${article.dataset.link}: ${anchor.previousElementSibling.textContent}`);
  anchor.title = article.dataset.link;
  anchor.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(anchor.href);
      anchor.textContent = "✓";
      anchor.title = article.dataset.copied;
      setTimeout(() => { anchor.textContent = "#"; anchor.title = article.dataset.link; }, 2000);
    } catch { /* Without https the link in the address bar is the one to copy. */ }
  });
});

// How many rows each view of a list has: asked for when the page is there, so that the list does not wait for it.
document.querySelectorAll("[data-counts]").forEach(async (tabs) => {
  try {
    const answer = await fetch(tabs.dataset.counts);
    if (!answer.ok || answer.redirected) return;
    const counts = await answer.json();
    tabs.querySelectorAll("a").forEach((tab) => {
      const text = counts[tab.getAttribute("href")];
      if (text === undefined || text === "0") return;
      const pip = document.createElement("span");
      pip.className = "pip";
      pip.textContent = text;
      tab.append(" ", pip);
    });
  } catch { /* The page was left before the answer came. */ }
});

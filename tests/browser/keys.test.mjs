// The pages of keys in an account with 40 stores and 500 keys, as a person uses them: the list on one screen and on a phone,
// a leaked key stopped, who changed a key, ten keys disabled, a token that is not lost. Clicks are counted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { crowd } from "./crowd.mjs";
import { call, startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, hub;
before(async () => {
  [browser, hub] = await Promise.all([startBrowser(), startHub()]);
  const { context, page } = await openWindow(browser, { baseURL: hub.address });
  await page.goto(hub.setup);
  await page.fill("#email", "ana@example.com");
  await page.fill("#name", "Ana Molina");
  await page.fill("#password", "correct horse battery");
  await page.locator("main button.primary").click();
  await context.close();
  crowd(hub);
});
after(async () => { await browser?.close(); await hub?.stop(); });

/** A window of a signed-in user, with a click that is counted. */
async function enter(t, options = {}) {
  const { context, page, complaints } = await openWindow(browser, { baseURL: hub.address, ...options });
  t.after(() => context.close());
  await page.goto("/sign-in");
  await page.fill("#email", "ana@example.com");
  await page.fill("#password", "correct horse battery");
  await page.locator("main button.primary").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  const counted = { clicks: 0 };
  const click = async (locator) => { counted.clicks += 1; await locator.click(); };
  return { page, complaints, counted, click };
}

/** Nothing at all for axe, with the rules for sizes of targets, in the page as it is. */
async function flawless(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }));
  const said = found.violations.map((fault) => `${fault.id}: ${fault.help}: ${fault.nodes.map((node) => node.html).join("\n  ")}`);
  assert.deepEqual(said, [], name);
}

const inSight = (page, locator) => locator.evaluateAll((elements) => {
  const seen = (box) => box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  return elements.filter((element) => seen(element.getBoundingClientRect())).length;
});

for (const [name, viewport] of [["1280", { width: 1280, height: 900 }], ["390", { width: 390, height: 844 }]]) {
  test(`the list and the pages of a key at ${name}`, async (t) => {
    const { page, complaints } = await enter(t, { viewport });
    const tall = hub.run("key", "add", "--name", `Long ${"name ".repeat(40)}`, "--sites", "all", "--methods", "read", "--json");
    const id = JSON.parse(tall).id;
    await page.goto("/integration/keys");
    const rows = await inSight(page, page.locator("tbody tr"));
    assert.ok(rows >= (name === "1280" ? 12 : 8), `${rows} keys on a screen`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const path of ["/integration/keys", "/integration/keys?active=yes&store=3", `/integration/keys/${id}`, `/integration/keys/${id}/history`, `/integration/keys/${id}/usage`, `/integration/keys/${id}/delete`, `/integration/keys/${id}/leaked`, "/integration/keys/panic"]) {
        await page.goto(path);
        await flawless(page, `${path} at ${name}, ${colorScheme}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${path}: ${over} pixels too wide at ${name}`);
      }
    }
    if (name === "390") {
      // The navigation is behind a button, by the browser's own means.
      assert.equal(await page.locator("nav.main").isVisible(), false);
      await page.locator(".bars").click();
      assert.equal(await page.locator("nav.main").isVisible(), true);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("nav.main").isVisible(), false);
      // Rows are ticked where that is asked for.
      await page.goto("/integration/keys");
      assert.equal(await page.locator(".c-pick").first().isVisible(), false);
      await page.locator(".head .drop summary").click();
      await page.locator('.head a[href*="select=1"]').click();
      await page.locator(".c-pick input").first().check();
      assert.equal(await inSight(page, page.locator("#bulk")), 1);
    }
    hub.run("key", "delete", String(id));
    assert.deepEqual(complaints, []);
  });
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`a leaked key is stopped by three clicks, ${how}`, async (t) => {
    const { page, counted, click } = await enter(t, { javaScriptEnabled: scripts });
    const key = JSON.parse(hub.run("key", "add", "--name", `AAA leaked ${how}`, "--sites", "all", "--methods", "/api/credentials", "--json"));
    assert.equal((await call(hub, key.token, "/api/credentials")).status, 200);
    await page.goto("/integration/keys");
    const row = page.locator(`#key-${key.id}`);
    await click(row.locator(".c-menu summary"));
    await click(row.locator('a[href*="/leaked"]'));
    await click(page.locator("main button.danger"));
    assert.equal(counted.clicks, 3);
    assert.equal((await call(hub, key.token, "/api/credentials")).status, 403);
    assert.match(await page.locator(`#key-${key.id} .state`).getAttribute("class"), /wrong/);
    // Cancel leads back to where one came from.
    await page.locator(`#key-${key.id} .c-menu summary`).click();
    await page.locator(`#key-${key.id} a[href*="/delete"]`).click();
    await page.locator("main a.plain").click();
    assert.equal(new URL(page.url()).pathname, "/integration/keys");
  });

  test(`who changed a key is seen after two clicks, ${how}`, async (t) => {
    const { page, counted, click } = await enter(t, { javaScriptEnabled: scripts });
    const key = JSON.parse(hub.run("key", "add", "--name", `AAB changed ${how}`, "--sites", "all", "--methods", "read", "--json"));
    hub.run("key", "edit", String(key.id), "--comment", "changed by a program");
    await page.goto("/integration/keys");
    await click(page.locator(`#key-${key.id} th a`));
    await click(page.locator('nav.tabs a[href$="/history"]'));
    assert.equal(counted.clicks, 2);
    assert.equal(await page.locator("tbody tr").count(), 2);
    assert.match(await page.locator("tbody tr").first().innerText(), /changed by a program/);
    assert.equal(await page.locator("h1").innerText(), `AAB changed ${how}`);
    hub.run("key", "delete", String(key.id));
  });

  test(`ten keys are disabled without scrolling to the end, ${how}`, async (t) => {
    const { page } = await enter(t, { javaScriptEnabled: scripts });
    await page.goto("/integration/keys?access=individual");
    const boxes = page.locator("td.pick input");
    assert.equal(await page.locator("#bulk").isVisible(), false);
    const ids = [];
    for (let place = 0; place < 10; place += 1) {
      await boxes.nth(place).check();
      ids.push(await boxes.nth(place).inputValue());
    }
    assert.equal(await inSight(page, page.locator("#bulk")), 1, "what is done to them is in sight");
    if (scripts) {
      assert.match(await page.locator("#bulk b").innerText(), /10/);
      await look(page, "keys-ticked");
    }
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.locator('#bulk button[value="disable"]').click();
    assert.equal(await page.locator("tbody tr").count(), 10);
    await page.locator("main button.danger").click();
    for (const id of ids) assert.equal(JSON.parse(hub.run("key", "show", id, "--json")).active, false);
    for (const id of ids) hub.run("key", "enable", id);
  });

  test(`a new token is shown once and not lost, ${how}`, async (t) => {
    const { page } = await enter(t, { javaScriptEnabled: scripts });
    await page.goto("/integration/keys/add?method=/orders");
    await page.waitForLoadState("load");
    const token = await page.inputValue("#token");
    await page.fill("#name", `AAC new ${how}`);
    await page.check("#whose-ours");
    await page.check("#access-individual");
    await page.locator('input[name="store"][value="store-3"]').check();
    await page.locator("main button.primary").click();
    assert.equal(await page.locator(".token-panel #token").inputValue(), token, "it is still there, although it was not copied before");
    assert.equal(page.url().includes(token), false);
    const shown = await page.locator("pre").innerText();
    assert.match(shown, /filter\[sites\]\[\]=store-3/);
    assert.equal(shown.includes(token), false);
    if (scripts) {
      await flawless(page, "the page of a new token");
      await look(page, "keys-added");
    }
    // The command works as it is copied.
    const command = await page.locator("#command").inputValue();
    const [, url] = command.match(/'(http[^']+)'/);
    const query = new URLSearchParams([...command.matchAll(/--data-urlencode '([^=]+)=([^']*)'/g)].map(([, name, value]) => [name, value]));
    assert.equal((await fetch(`${url.replace(/^https?:\/\/[^/]+/, hub.address)}?${query}`, { headers: { "X-API-KEY": token } })).status, 200);
    // Where it is in the list; there, and on its own page, the token is gone.
    await page.locator('main a[href*="#key-"]').click();
    const id = new URL(page.url()).hash.replace("#key-", "");
    assert.equal(await page.locator(`#key-${id} th`).innerText(), `AAC new ${how}`);
    for (const path of ["/integration/keys?sort=name", `/integration/keys/${id}`, `/integration/keys/${id}/edit`]) {
      await page.goto(path);
      assert.equal((await page.content()).includes(token.slice(4, 26)), false, path);
    }
    // A searched token never becomes part of an address.
    await page.goto("/integration/keys");
    await page.fill("#search", token);
    await page.press("#search", "Enter");
    await page.waitForURL(/search=/);
    assert.equal(page.url().includes(token.slice(4, 26)), false);
    assert.equal(await page.locator(`#key-${id}`).count(), 1);
    hub.run("key", "delete", id);
  });
}

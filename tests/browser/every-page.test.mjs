// Every page that a link leads to, from the start page on: it is there, has one heading, fits a phone, and axe finds nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

// Pages of one kind that are alike: as many are looked at.
const ALIKE = [[/^\/reference\/.+/, 3], [/^\/help\/.+/, 4], [/^\/integration\/templates\/.+/, 2], [/^\/stores\/\d+$/, 1]];

/** The kind of a page: its path without ids. */
const kind = (path) => path.replace(/\d+/g, "N");

/** An account with something on every list. */
async function fill(hub) {
  const json = (...words) => JSON.parse(hub.run(...words, "--json"));
  hub.run("site", "add", "tea", "--name", "Tea House");
  const key = json("key", "add", "--name", "Tea House shop", "--sites", "tea", "--methods", "all");
  hub.run("key", "add", "--name", "CPA network", "--sites", "all", "--methods", "/api/v*/orders/statuses", "--party", "Network");
  const order = { externalId: "A-1", firstName: "Lucía", phone: "+34600001001", email: "lucia@example.com", items: [{ productName: "Green tea", initialPrice: 12.5, quantity: 2 }] };
  for (const number of [1, 2]) {
    const body = new URLSearchParams({ order: JSON.stringify({ ...order, externalId: `A-${number}` }) });
    const answer = await fetch(`${hub.address}/api/v5/orders/create`, { method: "POST", headers: { "X-API-KEY": key.token }, body });
    assert.equal(answer.status, 201, await answer.text());
  }
  // A call that is refused, for the pages of refused calls.
  const warehouse = json("key", "add", "--name", "Warehouse", "--sites", "tea", "--methods", "/api/v*/customers");
  await fetch(`${hub.address}/api/v5/orders`, { headers: { "X-API-KEY": warehouse.token } });
}

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

test("every page that a link leads to", async (t) => {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { baseURL: hub.address });
  t.after(() => context.close());
  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", "correct horse battery");
  await page.locator("main button.primary").click();
  await page.waitForURL("**/start");
  await fill(hub);

  const waiting = ["/start"];
  const seen = new Set(waiting.map(kind));
  const counts = ALIKE.map(() => 0);
  const faults = [];
  while (waiting.length > 0) {
    const path = waiting.shift();
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200, path);
    assert.equal(await page.locator("h1").count(), 1, `${path} has one heading`);
    const foreign = path === "/reference/try";
    await look(page, `en-99-page${kind(path).replace(/\W+/g, "-")}`, foreign).catch((fault) => faults.push(fault.message));
    faults.push(...complaints.splice(0).map((complaint) => `${path}: ${complaint}`));
    const links = await page.locator("a[href]").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    for (const link of links) {
      const url = new URL(link, page.url());
      const known = seen.has(kind(url.pathname));
      if (url.origin !== hub.address || known || /^\/(api|assets)\b|\.\w+$|\/download$|\/keys\/export$/.test(url.pathname)) continue;
      const alike = ALIKE.findIndex(([pattern]) => pattern.test(url.pathname));
      if (alike >= 0 && counts[alike]++ >= ALIKE[alike][1]) continue;
      seen.add(kind(url.pathname));
      waiting.push(url.pathname + url.search);
    }
  }
  assert.deepEqual(faults, []);
  for (const path of ["/orders/N", "/customers/N", "/integration/keys/N/history", "/settings/backups", "/settings/storage", "/books/statuses", "/imports"]) {
    assert.ok(seen.has(path), `${path} is led to: ${[...seen].join(" ")}`);
  }
});

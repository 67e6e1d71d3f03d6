// The record of who did what, in the browser: what is done appears, filters narrow it, the chain is checked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

for (const [language, locale, whole] of [["en", "en-US", /The log is intact/], ["ru", "ru-RU", /Журнал цел/], ["es", "es-ES", /está íntegro/]]) {
  test(`who did what in ${language}`, (t) => record(t, { language, locale, whole, scripts: true }));
}
test("who did what without scripts", (t) => record(t, { language: "en", locale: "en-US", whole: /The log is intact/, scripts: false }));

async function record(t, { language, locale, whole, scripts }) {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { locale, javaScriptEnabled: scripts, baseURL: hub.address });
  t.after(() => context.close());
  const see = (name) => (scripts ? look(page, `record-${language}-${name}`) : undefined);
  const numbers = async () => (await page.locator("td.row-number").allInnerTexts()).map(Number);

  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  await page.locator("main button.primary").click();
  hub.run("site", "add", "tea", "--name", "Tea");
  hub.run("site", "add", "coffee", "--name", "Coffee and a name that is much longer than the others");
  hub.run("key", "add", "--name", "CPA network", "--sites", "tea", "--methods", "orders.*,/users", "--comment", "a partner");
  hub.run("key", "edit", "1", "--sites", "tea,coffee", "--methods", "/orders/statuses");
  hub.run("key", "disable", "1");

  await page.locator('.side a[href="/integration/audit-log"]').click();
  await see("1-list");
  const all = await numbers();
  assert.ok(all.length >= 6, "what was done is there");
  assert.deepEqual(all, [...all].sort((one, other) => other - one), "the newest first");

  // Filters, which stay in the address.
  await page.selectOption("#what", "key.disabled");
  await page.fill("#key", "cpa");
  await page.selectOption("#who", "cli");
  await page.locator(".filters button").click();
  assert.equal((await numbers()).length, 1);
  assert.match(page.url(), /what=key\.disabled/);
  assert.equal(await page.inputValue("#key"), "cpa");
  await see("2-narrowed");
  await page.fill("#to", "2020-01-01");
  await page.locator(".filters button").click();
  await page.locator(".empty").waitFor();
  await see("3-nothing");
  await page.locator(".filters a").click();

  // The file holds what the list shows.
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
  assert.equal(file.suggestedFilename(), "record.csv");

  // The check, by keyboard alone.
  await page.locator(".chain button").focus();
  await page.keyboard.press("Enter");
  await page.locator(".notice").waitFor();
  assert.match(await page.locator(".notice").innerText(), whole);
  await see("4-whole");

  // What a key changed, from its page.
  const key = JSON.parse(hub.run("key", "add", "--name", "Shop module", "--sites", "tea", "--methods", "all", "--json"));
  const order = { site: "tea", order: JSON.stringify({ firstName: "Anna", externalId: "shop-1", customerComment: "a comment that is rather long, longer than a cell of a table is wide" }) };
  const made = await fetch(`${hub.address}/api/v5/orders/create`, { method: "POST", headers: { "X-API-KEY": key.token }, body: new URLSearchParams(order) });
  assert.equal(made.status, 201);
  await page.goto(`/integration/keys/${key.id}`);
  await page.locator(`a[href="/integration/keys/${key.id}/changes"]`).click();
  assert.ok((await page.locator("tbody tr").count()) > 0);
  assert.match(await page.locator("tbody").innerText(), new RegExp(made.headers.get("x-request-id")));
  await see("5-changes");
  await page.fill("#until", "2020-01-01T00:00");
  await page.locator(".filters button").click();
  await page.locator(".empty").waitFor();
  assert.deepEqual(complaints, []);
}

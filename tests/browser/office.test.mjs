// What surrounds the keys: the marketplace and the modules that connect, people, settings, the second step. With
// scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

for (const [language, locale] of [["en", "en-US"], ["ru", "ru-RU"], ["es", "es-ES"]]) {
  test(`the office in ${language}, with scripts`, (t) => walk(t, { language, locale, scripts: true }));
}
test("the office without scripts", (t) => walk(t, { language: "en", locale: "en-US", scripts: false }));

async function walk(t, { language, locale, scripts }) {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { locale, javaScriptEnabled: scripts, baseURL: hub.address });
  t.after(() => context.close());
  const see = (name) => (scripts ? look(page, `${language}-${name}`) : undefined);
  const submit = () => page.locator("main button.primary").click();

  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  await submit();
  hub.run("site", "add", "tea", "--name", "Tea");

  await marketplace(hub, page, see, submit);
  assert.deepEqual(complaints.filter((text) => !text.includes("status of 404")), []);
}

/** A module from its card to the list of those that are connected. */
async function marketplace(hub, page, see, submit) {
  await page.goto("/stores");
  await page.locator('nav a[href="/integration/marketplace"]').click();
  assert.equal(await page.locator(".card").count(), 8);
  await see("30-marketplace");
  await page.locator("#prestashop summary").click();
  assert.ok((await page.locator("#prestashop details").innerText()).includes(hub.address));
  await page.locator("#prestashop a.button").click();
  const token = await page.inputValue("#token");
  assert.equal(await page.inputValue("#name"), "PrestaShop");
  assert.ok(await page.locator("#access-individual").isChecked());
  await page.check('input[name="store"][value="tea"]');
  await submit();
  const told = await fetch(`${hub.address}/api/v5/integration-modules/prestashop-1/edit`, {
    method: "POST",
    headers: { "X-API-KEY": token, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ integrationModule: JSON.stringify({ integrationCode: "prestashop", name: "Tea shop", accountUrl: `${hub.address}/stores` }) }),
  });
  assert.equal(told.status, 200);
  await page.goto("/integration/marketplace");
  assert.match(await page.locator("tbody th").innerText(), /Tea shop/);
  assert.equal(await page.locator('tbody td a[rel]').getAttribute("href"), `${hub.address}/stores`);
  await see("31-marketplace-connected");
  await page.locator('tbody a[href*="/forget"]').click();
  await see("32-module-forget");
  await page.locator("main button.danger").click();
  assert.equal(await page.locator("tbody").count(), 0);
}

// How keys are used, seen in the browser: the list, the page of a key with its chart, advice tried, followed and taken
// back, and the rule for unused keys.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("use and advice", "use", async ({ language, hub, page, complaints, see }) => {
  const submit = (path) => page.locator(`form[action$="${path}"] button`).click();
  const key = (name, methods) => JSON.parse(hub.run("key", "add", "--name", name, "--sites", "all", "--methods", methods, "--json"));
  hub.run("site", "add", "tea", "--name", "Tea");
  hub.run("site", "add", "coffee", "--name", "Coffee");
  const shop = key("Shop module with a rather long name", "orders.*,customers.*,/api/credentials");
  const idle = key("Never called", "all");
  const usage = `/integration/keys/${shop.id}/usage`;
  const advice = `/integration/keys/${shop.id}/advice`;

  await page.goto(`/integration/keys/${idle.id}/usage`);
  assert.equal(await page.locator(".chart svg").count(), 0);
  await see("01-never");
  await page.goto(`/integration/keys/${idle.id}/advice`);
  await see("02-no-advice");

  // Calls of several kinds; what was counted is shown within seconds.
  for (let count = 0; count < 8; count++) assert.equal((await call(hub, shop.token, "/api/v5/orders")).status, 200);
  assert.equal((await call(hub, shop.token, "/api/v5/customers/7?by=externalId&site=tea")).status, 404);
  assert.equal((await call(hub, shop.token, "/api/v5/users")).status, 403);
  assert.equal((await fetch(`${hub.address}/api/credentials?apiKey=${shop.token}`)).status, 200);
  await page.waitForTimeout(3000);
  await page.goto(usage);
  await page.locator(`.windows a[href$="window=hours"]`).click();
  assert.equal(await page.locator("svg rect.yes").count() >= 1, true, "the calls are drawn");
  assert.equal(await page.locator("svg rect.no").count() >= 1, true, "the refusals are drawn");
  assert.match(await page.locator(".warning").innerText(), language === "en" ? /10% of/ : /10\s%/);
  assert.equal(await page.locator(".table-of table").isVisible(), false);
  await page.locator(".table-of summary").click();
  assert.equal(await page.locator(".table-of table").isVisible(), true, "the chart is there as a table");
  await see("03-usage");

  // The list: last use, and what it can be narrowed to.
  await page.goto("/integration/keys");
  assert.equal(await page.locator("tbody time").count(), 1);
  await see("04-list");
  await page.locator("#further summary").click();
  await page.selectOption("#use", "never");
  await page.selectOption("#method", "/orders");
  await page.locator("#further button").click();
  assert.equal(await page.locator(".pill.set").count(), 2, "the filters in use are tags");
  assert.deepEqual(await page.locator("tbody th").allInnerTexts(), ["Never called"]);
  const file = await page.request.get(await page.locator("a[download]").getAttribute("href"));
  assert.match(await file.text(), /^id,name,token,.*\r\n\d+,Never called,/);

  // Advice: tried, made real after a look at what changes, taken back.
  await page.goto(advice);
  await see("05-advice");
  await submit("/trial");
  assert.equal((await call(hub, shop.token, "/api/v5/customers")).status, 200, "a trial refuses nothing");
  await page.waitForTimeout(3000);
  await page.goto(`${advice}?days=90`);
  await see("06-trial");
  await page.locator(`form[action$="/apply"] button.primary`).click();
  assert.equal(await page.locator("tbody.added").count(), 0);
  assert.equal(await page.locator("tbody.removed tr:not(.group)").count() > 10, true);
  await see("07-review");
  await page.locator("main button.primary").click();
  await see("08-followed");
  assert.equal((await call(hub, shop.token, "/api/v5/customers")).status, 403);
  assert.equal((await call(hub, shop.token, "/api/v5/orders")).status, 200);
  await submit("/revert");
  assert.equal((await call(hub, shop.token, "/api/v5/customers")).status, 200);

  // The rule for unused keys.
  await page.goto("/integration/keys");
  await page.locator('main a[href="/integration/keys/unused"]').click();
  await page.fill("#notice", "often");
  await submit("/unused");
  await see("09-unused-refused");
  await page.fill("#notice", "60");
  await page.fill("#disable", "14");
  await submit("/unused");
  assert.equal(await page.inputValue("#notice"), "60");
  await see("10-unused");
  assert.deepEqual(complaints, []);
});

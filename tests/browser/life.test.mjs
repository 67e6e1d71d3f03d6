// The life of a key, seen in the browser: limited, refused and explained, rehearsed, rotated, leaked, brought back.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("the life of a key", "life", async ({ hub, page, complaints, see }) => {
  hub.run("site", "add", "tea", "--name", "Tea");
  const key = JSON.parse(hub.run("key", "add", "--name", "Shop module", "--sites", "all", "--methods", "/api/credentials", "--json"));
  const path = `/integration/keys/${key.id}`;

  // Nothing has been refused yet; then something is, and explained by the id it was answered with.
  await page.goto("/integration/refusals");
  await see("01-none-refused");
  const refused = await fetch(`${hub.address}/api/v5/orders`, { headers: { "X-API-KEY": key.token } });
  assert.deepEqual([refused.status, refused.headers.get("x-denied-reason")], [403, "method"]);
  await page.waitForTimeout(1000);
  await page.goto("/integration/refusals");
  await page.fill("#id", refused.headers.get("x-request-id"));
  await page.press("#id", "Enter");
  await see("02-explained");
  await page.locator("section a.button.primary").click();
  assert.equal(await page.locator('input[name="method"][value="/orders"]').isChecked(), true, "the remedy is ticked");
  await page.locator(".bar button.primary").click();
  await see("03-review");
  await page.locator("main button.primary").click();
  assert.equal((await call(hub, key.token, "/api/v5/orders")).status, 200, "the remedy works");

  // Limits, in the form of the key.
  await page.goto(`${path}/edit`);
  await page.locator("details.fold", { has: page.locator("#rate") }).locator("summary").click();
  await page.fill("#rate", "5");
  await page.fill("#addresses", "203.0.113.0/24");
  await page.fill("#ends", "2030-12-31T18:00");
  await page.locator('input[name="day"]').first().check();
  await page.fill("#from", "09:00");
  await page.fill("#till", "18:00");
  await page.locator("details.fold", { has: page.locator("#purpose") }).locator("summary").click();
  await page.fill("#purpose", "Exports orders to the shop");
  await see("04-limits");
  await page.locator(".bar button.primary").click();
  await see("05-limits-review");
  await page.locator("main button.primary").click();
  assert.equal((await call(hub, key.token, "/api/v5/orders")).status, 403, "the address is not on the list");

  // Would it pass?
  await page.goto(`${path}/try`);
  await page.selectOption("#method", { label: "GET /api/v*/orders" });
  await page.fill("#address", "203.0.113.7");
  await page.fill("#at", "2026-11-23T12:00");
  await page.locator("main button.primary").click();
  assert.equal(await page.locator(".steps .passed").count(), 6);
  await see("06-passes");
  await page.fill("#at", "2026-11-24T12:00");
  await page.locator("main button.primary").click();
  assert.equal(await page.locator(".steps .refused").count(), 1);
  await see("07-does-not-pass");

  // Another token, beside the old one.
  await page.goto(`${path}/rotate`);
  const token = await page.inputValue("#token");
  await see("08-rotate");
  await page.selectOption("#overlap", "hold");
  await page.locator("form button.primary").click();
  assert.equal(await page.inputValue("#token"), token, "the new token is shown once");
  await see("08-rotated");
  hub.run("key", "edit", String(key.id), "--addresses", "", "--hours", "always", "--rate", "0");
  for (const each of [key.token, token]) assert.equal((await call(hub, each, "/api/v5/orders")).status, 200);
  await page.goto(`${path}/rotate`);
  await see("09-overlap");
  await page.locator('a[href$="/finish"]').click();
  await see("09-finish");
  await page.locator("main button.danger").click();
  assert.equal((await call(hub, key.token, "/api/v5/orders")).status, 403, "the old token has ended");

  // Deleted and brought back.
  await page.goto(`${path}/delete`);
  await page.locator("main button.danger").click();
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 403);
  await page.goto("/integration/keys?stage=deleted");
  await see("10-deleted");
  await page.locator(".c-menu summary").click();
  await page.locator('form[action$="/restore"] button').click();
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 200);

  // Somebody finds the token.
  await page.goto("/leaked");
  await see("11-leaked");
  await page.fill("#token", token);
  await page.locator("main button.danger").click();
  await see("12-thanks");
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 403);
  await page.goto("/integration/keys?stage=ended");
  assert.equal(await page.locator("tbody tr").count(), 1);
  assert.deepEqual(complaints, []);
});

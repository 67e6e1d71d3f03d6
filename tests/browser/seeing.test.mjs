// What a key can do and who can, keys that need care, an end that is moved, keys that are handed over, an address list made
// from calls: in the browser, in every language, with scripts and without.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("what keys can do and need", "seeing", async ({ hub, page, complaints, see }) => {
  for (const store of ["tea", "coffee", "landing"]) hub.run("site", "add", store, "--name", `Store ${store}`);
  hub.run("user", "add", "mona@example.com", "--name", "Mona Lee", "--role", "manager", "--random-password");
  const add = (name, sites, methods, ...more) =>
    JSON.parse(hub.run("key", "add", "--name", name, "--sites", sites, "--methods", methods, ...more, "--json"));
  const shop = add("Shop module", "tea,coffee", "orders.*,read", "--mask", "phone=partial", "--rate", "10", "--ends", "5d");
  const cpa = add("CPA network", "all", "/api/v*/orders/statuses,/api/credentials", "--owner", "mona@example.com", "--review", "2026-01-31");

  // What it can do, beside another one.
  await page.goto(`/integration/keys/${shop.id}`);
  await page.locator(`.tabs a[href="/integration/keys/${shop.id}/can"]`).click();
  assert.equal(await page.locator(".matrix thead th").count(), 4, "a column for each store");
  assert.equal(await page.locator(".matrix thead th.away").count(), 1, "one is out of reach");
  assert.equal(await page.locator(".matrix td.all, .matrix td.some, .matrix td.reads").count() > 3, true);
  await see("01-can");
  await page.selectOption("#with", String(cpa.id));
  await page.locator("#comparison button").click();
  assert.equal(new URL(page.url()).searchParams.get("with"), String(cpa.id));
  assert.equal(await page.locator("#comparison tbody tr").count() >= 4, true, "stores, methods, masks, limits, dates");
  await see("02-compared");

  // Who can.
  await page.goto("/integration/keys/who");
  await see("03-who");
  await page.selectOption("#method", "/orders/statuses");
  await page.locator("form.filters button").click();
  assert.equal(await page.locator("tbody tr").count(), 2);
  await see("04-who-told");
  await page.selectOption("#sees", "phone");
  await page.locator("form.filters button").click();
  assert.equal(await page.locator("tbody tr").count(), 0, "statuses show no phones");
  await page.selectOption("#method", "");
  await page.locator("form.filters button").click();
  assert.equal(await page.locator("tbody tr").count(), 0, "one masks them, the other never sees any");

  // The address list, from calls.
  for (const key of [shop, cpa]) assert.equal((await call(hub, key.token, "/api/credentials")).status, 200);
  const list = `/integration/keys/${shop.id}/addresses`;
  // Calls are counted within seconds.
  for (let tries = 0; tries < 100 && (await page.locator('input[name="add"]').count()) === 0; tries++) {
    await page.waitForTimeout(100);
    await page.goto(list);
  }
  assert.equal(await page.locator('input[name="add"]').isChecked(), true);
  assert.equal(await page.locator('input[name="elsewhere"][value="note"]').isChecked(), true, "noting comes first");
  await see("05-addresses");
  await page.locator('input[name="add"]').uncheck();
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator(".fault").isVisible(), true, "an empty list is none");
  await page.locator('input[name="add"]').check();
  await page.locator(".bar button.primary").click();
  await page.waitForURL(/done=key-addresses/);
  assert.match(await page.locator("main").innerText(), /127\.0\.0\.1/, "the overview names the limit");
  await page.goto(`/integration/keys/${shop.id}/edit`);
  assert.match(await page.inputValue("#addresses"), /127\.0\.0\.1/);

  // Mona leaves: the key goes on and wants another contact.
  await page.goto("/people");
  await page.locator("tbody th a", { hasText: "Mona Lee" }).click();
  await see("06-person");
  await page.locator('input[name="active"]').uncheck();
  await page.locator(".bar button.primary").click();
  await page.waitForURL(/\/keys/);
  assert.equal((await call(hub, cpa.token, "/api/credentials")).status, 200);
  await see("07-hand-over");
  await page.goto("/integration/keys/care");
  assert.equal(await page.locator(".banner li").count(), 3, "an end, a contact, a review");
  assert.equal(await page.locator(".state.urgent").count(), 1, "the one that ends is in use");
  await see("08-care");
  await page.locator('a[href^="/people/"][href$="/keys"]').click();
  await page.fill("#owner", "ada@example.com");
  await page.locator("main .panel.narrow button.primary").click();
  assert.equal(await page.locator('input[name="key"]').count(), 0, "nothing is left to hand over");
  await see("09-handed-over");
  await page.goto("/integration/keys/care");
  await page.fill('input[name="review"]', "2100-01-31");
  await page.locator('form[action$="/reviewed"] button').click();
  assert.equal(await page.locator(".banner li").count(), 1);

  // The end is moved, as far as the account allows.
  await page.fill("#any", "30");
  await page.locator('form[action="/integration/keys/care"] button').click();
  await page.locator(".banner a").click();
  assert.match(page.url(), /stage=ending-7/);
  await see("10-ending");
  await page.locator(".c-menu summary").click();
  await page.locator(`a[href="/integration/keys/${shop.id}/extend"]`).click();
  assert.equal(await page.locator('input[name="days"][value="30"]').isChecked(), true, "the step that the account allows");
  await page.locator('input[name="days"][value="90"]').check();
  await page.fill("#reason", "The move takes longer");
  await page.locator("main button.primary").click();
  assert.equal(await page.locator(".faults").isVisible(), true, "90 days are too many");
  await see("11-too-long");
  await page.locator('input[name="days"][value="30"]').check();
  hub.run("settings", "set", "longest-key-life-days", "60");
  await page.locator("main button.primary").click();
  await page.waitForURL(/done=key-extended/);
  assert.equal(await page.locator(".banner").count(), 0, "nothing needs care");
  await see("12-overview");
  await page.goto(`/integration/keys/${shop.id}/changes?request=none`);
  assert.equal(await page.inputValue("#request"), "none");
  await see("13-changes");
  assert.deepEqual(complaints, []);
});

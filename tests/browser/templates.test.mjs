// Templates, several keys at once, and the keys of others, seen in the browser.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("templates and several keys", "templates", async ({ hub, page, complaints, see, scripts }) => {
  const notice = () => page.locator(".notice").innerText();
  hub.run("site", "add", "tea", "--name", "Tea");
  const make = (name, ...more) => JSON.parse(hub.run("key", "add", "--name", name, "--sites", "all", "--json", ...more));
  const shop = make("Shop module", "--methods", "orders.*,/api/credentials", "--rate", "5", "--mask", "phone=partial");
  const network = make("Affiliate network", "--template", "cpa");
  const other = make("Warehouse", "--methods", "/api/credentials");

  // A key's settings become a template.
  await page.goto("/integration/templates");
  await see("01-list");
  await page.goto(`/integration/keys/${shop.id}`);
  await page.locator(".head .drop summary").click();
  await page.locator(`a[href="/integration/templates/add?key=${shop.id}"]`).click();
  await page.fill("#code", "shops");
  await page.fill("#about", "For shops on our own engine");
  await see("02-form");
  await page.locator(".bar button.primary").click();
  await see("03-saved");

  // A key from it.
  await page.goto("/integration/keys/add?template=shops");
  assert.equal(await page.inputValue("#rate"), "5");
  await page.locator("#access-all").check();
  await page.fill("#name", "Second shop");
  const token = await page.inputValue("#token");
  await see("04-key");
  await page.locator(".bar button.primary").click();
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 200);

  // The template changes, the key only after a user has agreed.
  await page.goto("/integration/templates/shops");
  await page.locator("details.fold", { has: page.locator("#rate") }).locator("summary").click();
  await page.fill("#rate", "3");
  await page.locator('input[name="method"][value="/orders"]').uncheck();
  await page.locator(".bar button.primary").click();
  await see("05-compare");
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 200);
  await page.locator('td.pick input[name="key"]').first().check();
  await page.locator(".bar button.primary").click();
  await see("06-applied");
  assert.equal((await call(hub, token, "/api/v5/orders")).status, 403);

  // Several keys at once: those that are ticked, then those that fit the filter.
  await call(hub, shop.token, "/api/credentials");
  await page.goto("/integration/keys");
  if (scripts) {
    await page.locator("th[data-pick-all] input").check();
    assert.equal(await page.locator("td.pick input:checked").count(), 4);
    await page.locator("th[data-pick-all] input").uncheck();
  }
  assert.equal(await page.locator("#bulk").isVisible(), false, "nothing is ticked");
  for (const id of [shop.id, other.id]) await page.locator(`td.pick input[value="${id}"]`).check();
  await page.locator("#bulk details", { has: page.locator("#set_rate") }).locator("summary").click();
  await page.fill("#set_rate", "2");
  assert.equal(await page.locator("#set_ends").isVisible(), false);
  await see("07-ticked");
  await page.locator('#bulk button[value="rate"]').click();
  assert.equal(await page.locator("tbody tr").count(), 2);
  await see("08-dry-run");
  hub.run("key", "edit", String(other.id), "--name", "Depot");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator(".faults").count(), 1, "the keys have changed meanwhile");
  await see("09-changed");
  await page.locator(".bar button.primary").click();
  assert.match(await notice(), /2/);
  assert.equal(JSON.parse(hub.run("key", "show", String(other.id), "--json")).limits.rate, 2);
  await page.goto("/integration/keys?search=depot");
  await page.locator("td.pick input").first().check();
  await page.locator('input[name="which"][value="fitting"]').check();
  await page.locator('#bulk button[value="disable"]').click();
  await page.locator(".bar button.danger").click();
  assert.equal((await call(hub, other.token, "/api/credentials")).status, 403);
  assert.equal((await call(hub, shop.token, "/api/credentials")).status, 200);

  // One that has leaked holds the others back.
  hub.run("key", "leaked", String(other.id));
  await page.goto("/integration/keys");
  for (const id of [shop.id, other.id]) await page.locator(`td.pick input[value="${id}"]`).check();
  await page.locator("#bulk > details").last().locator("summary").click();
  await page.locator('#bulk button[value="enable"]').click();
  await see("10-refused");

  // The keys of others are suspended, and come back.
  await page.goto("/integration/keys");
  await page.locator(".head .drop summary").click();
  await page.locator('a[href="/integration/keys/panic"]').click();
  await see("11-panic");
  await page.locator("main button.danger").click();
  await see("12-suspended");
  assert.equal((await call(hub, network.token, "/api/v5/orders/statuses?ids[]=1")).status, 403);
  assert.equal((await call(hub, shop.token, "/api/credentials")).status, 200);
  await page.locator('form[action$="/undo"] button').click();
  assert.equal((await call(hub, network.token, "/api/v5/orders/statuses?ids[]=1")).status, 200);
  await see("13-back");

  await page.goto("/integration/templates/shops/delete");
  await see("14-delete");
  await page.locator("main button.danger").click();
  assert.equal(await page.locator('tr[id="shops"]').count(), 0);
  await page.goto("/integration/marketplace");
  await see("15-marketplace");
  assert.deepEqual(complaints, []);
});

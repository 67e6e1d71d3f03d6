// What a key does not see, set in the browser: masks and rows on its form, the summary in words, their effect on the next call.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("masks and rows", "masks", async ({ hub, page, complaints, see }) => {
  hub.run("site", "add", "tea", "--name", "Tea");
  const key = JSON.parse(hub.run("key", "add", "--name", "Network", "--sites", "all", "--methods", "orders.*", "--json"));
  for (const source of ["cpa", "other"]) {
    const order = JSON.stringify({ firstName: "Anna", phone: "+79261234567", source: { source } });
    const made = await fetch(`${hub.address}/api/v5/orders/create`, {
      method: "POST", headers: { "X-API-KEY": key.token }, body: new URLSearchParams({ order }),
    });
    assert.equal(made.status, 201);
  }
  const orders = async () => (await call(hub, key.token, "/api/v5/orders")).json.orders;
  assert.equal((await orders()).length, 2);

  await page.goto(`/integration/keys/${key.id}/edit`);
  const parts = page.locator("details.fold");
  const [masks, rows] = [parts.filter({ has: page.locator("#mask_phone") }), parts.filter({ has: page.locator("#row_source") })];
  assert.equal(await masks.getAttribute("open"), null, "what limits nothing is folded");
  await masks.locator("summary").click();
  await rows.locator("summary").click();
  await page.selectOption("#mask_phone", "partial");
  await page.selectOption("#mask_names", "pseudonym");
  await page.fill("#row_source", "CPA, partner");
  await page.locator('input[name="row_group"][value="new"]').check();
  await page.fill("#row_days", "soon");
  await see("01-form");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator("#row_days").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#mask_phone"), "partial", "what was chosen stays");
  await see("02-refused");
  await page.fill("#row_days", "30");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator(".diff td.minus").count(), 5, "each part is listed as taken away");
  await see("03-review");
  await page.locator(".bar button.primary").click();
  const seen = await orders();
  assert.deepEqual(seen.map((order) => order.phone), ["*****67"]);
  assert.match(seen[0].firstName, /^anon-/);

  await page.goto(`/integration/keys/${key.id}/edit`);
  for (const part of [masks, rows]) {
    assert.match(await part.locator(".set").innerText(), /\S.*·/, "what is set is to be seen while it is folded");
    await part.locator("summary").click();
  }
  await page.selectOption("#mask_phone", "");
  await page.selectOption("#mask_names", "");
  await page.fill("#row_source", "");
  await page.locator('input[name="row_group"][value="new"]').uncheck();
  await page.fill("#row_days", "");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator(".diff td.plus").count(), 5);
  await page.locator(".bar button.primary").click();
  assert.deepEqual((await orders()).map((order) => order.phone), ["+79261234567", "+79261234567"]);
  assert.deepEqual(complaints, []);
});

// A key that manages keys, made in the browser: the panel apart from “everything”, the summary in words, its use over the API.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("a managing key", "automation", async ({ hub, page, complaints, see }) => {
  hub.run("site", "add", "tea", "--name", "Tea");
  const key = JSON.parse(hub.run("key", "add", "--name", "Deployment", "--sites", "all", "--methods", "all", "--json"));
  const asked = async () => (await call(hub, key.token, "/api/keys")).status;
  assert.equal(await asked(), 403, "everything is not that");

  await page.goto(`/integration/keys/${key.id}/edit`);
  const panel = page.locator("details.fold").filter({ has: page.locator('input[value="/keys/create"]') });
  assert.equal(await panel.getAttribute("open"), null, "what is not granted is folded");
  assert.ok(await page.locator("#everything").isChecked());
  await panel.locator("summary").focus();
  await page.keyboard.press("Enter");
  await panel.locator('input[value="/keys"]').check();
  await page.locator("details.fold", { has: page.locator("#external_id") }).locator("summary").click();
  await page.fill("#external_id", "two words");
  await see("01-form");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator("#external_id").getAttribute("aria-invalid"), "true");
  assert.ok(await panel.locator('input[value="/keys"]').isChecked(), "what was ticked stays");
  await see("02-refused");
  await page.fill("#external_id", "deployment");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1);
  assert.match(await page.locator("tbody.added").innerText(), /\/api\/keys/);
  assert.match(await page.locator(".diff.settings").innerText(), /deployment/);
  await see("03-review");
  assert.equal(await asked(), 403, "nothing is saved before it has been seen");
  await page.locator(".bar button.primary, main button.primary").first().click();
  assert.equal(await asked(), 200);
  await page.goto("/integration/keys");
  await see("04-list");
  await page.goto(`/integration/keys/${key.id}/edit`);
  assert.notEqual(await panel.getAttribute("open"), null, "what is granted is to be seen");
  await panel.locator('input[name="block"]').check();
  await page.locator(".bar button.primary").click();
  assert.ok((await page.locator("tbody.added tr:not(.group)").count()) >= 18, "each method is listed");
  await page.goto("/reference");
  await see("05-reference");
  assert.deepEqual(complaints, []);
});

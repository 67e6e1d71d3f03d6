// The form of a key: its blocks, its faults, its review, two people at one key, and refused calls; with scripts and without.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

walks("the form of a key", "form", async ({ hub, page, complaints, see, language, scripts }) => {
  for (let number = 1; number <= 12; number += 1) hub.run("site", "add", `shop-${number}`, "--name", `Shop ${number}`);
  let clicks = 0;
  const click = async (locator) => { clicks += 1; await locator.click(); };
  const fold = (field) => page.locator("details.fold", { has: page.locator(field) });
  const submit = () => page.locator(".bar button.primary").click();

  // A key of a CPA network for one store: five clicks from the list.
  await page.goto("/integration/keys");
  await click(page.locator('main a[href="/integration/keys/add"]').first());
  await click(page.locator('.chip[href$="template=cpa"]'));
  await page.waitForLoadState("load");
  assert.ok(await page.locator("#whose-theirs").isChecked(), "the template proposes another company");
  assert.equal(await page.locator('[data-block="orders"] details').getAttribute("open"), "", "what is ticked is to be seen");
  assert.equal(await page.locator('[data-block="users"] details').getAttribute("open"), null);
  await click(page.locator("label", { has: page.locator("#access-individual") }));
  await click(page.locator("label", { has: page.locator('input[value="shop-3"]') }));
  const token = await page.inputValue("#token");
  if (scripts) await page.locator('[data-set="able"]', { hasText: "Shop 3" }).waitFor();
  await see("01-cpa");
  await click(page.locator(".bar button.primary"));
  assert.ok(clicks <= 5, `${clicks} clicks for a CPA key`);
  const keys = JSON.parse(hub.run("key", "list", "--json"));
  const cpa = (Array.isArray(keys) ? keys : keys.keys)[0];
  const path = `/integration/keys/${cpa.id}/edit`;

  // Every fault at once; the summary takes the focus, its links lead to the fields, also into what is folded.
  await page.goto("/integration/keys/add");
  await page.fill("#name", " ");
  await page.check("#whose-ours");
  await page.check("#access-individual");
  await fold("#rate").locator("summary").click();
  await page.fill("#rate", "-5");
  await page.locator('[data-block="orders"] summary').click();
  await page.check('input[name="method"][value="/orders"]');
  await submit();
  assert.equal(await page.locator(".faults a").count(), 3);
  if (scripts) assert.ok(await page.locator(".faults").evaluate((summary) => summary === document.activeElement), "the summary has the focus");
  assert.equal(await fold("#rate").getAttribute("open"), "", "a folded part with a fault is open");
  assert.equal(await page.inputValue("#rate"), "-5");
  await see("02-faults");
  await page.locator('.faults a[href="#rate"]').click();
  assert.ok(await page.locator("#rate").evaluate((field) => field === document.activeElement || location.hash === "#rate"));

  // On a phone: the blocks fold, the search opens what it finds, and only what is selected can be shown.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  if (scripts) {
    await page.locator("[data-search]").fill("statuses");
    assert.ok((await page.locator(".method:visible").count()) >= 2);
    await page.locator("[data-search]").fill("");
    await page.locator("[data-chosen]").click();
    assert.equal(await page.locator(".method:visible").count(), 1, "only what is selected");
    await page.locator("[data-all]").click();
    assert.ok(await page.locator(".bar").isVisible());
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} pixels wider than a phone`);
  await page.setViewportSize({ width: 1280, height: 900 });

  // A method that is in use is warned about, and kept by one button.
  for (let call = 0; call < 3; call += 1) {
    await fetch(`${hub.address}/api/v5/orders/statuses?ids[]=1`, { headers: { "X-API-KEY": token } });
    await fetch(`${hub.address}/api/v5/orders`, { headers: { "X-API-KEY": token } });
  }
  await page.waitForTimeout(3500);
  await page.goto(path);
  await page.uncheck('input[name="method"][value="/orders/statuses"]');
  await page.locator('[data-block="users"] summary').click();
  await page.check('input[name="method"][value="/users"]');
  await page.fill("#comment", "statuses only");
  await submit();
  assert.equal(await page.locator("tbody.removed tr:not(.group)").count(), 1);
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1);
  await see("03-review");
  await page.locator('button[name="keep"]').click();
  assert.equal(await page.locator("tbody.removed").count(), 0);
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1);

  // Somebody else saves meanwhile: both versions are shown, and nothing typed is lost.
  hub.run("key", "edit", String(cpa.id), "--name", "Renamed elsewhere");
  await page.waitForTimeout(1500);
  await submit();
  assert.ok((await page.locator(".conflict tbody tr").count()) >= 2);
  await see("04-conflict");
  await page.locator(".bar button.primary").click();
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1, "what was typed is in the review");
  await page.locator('.bar button[name="seen"]').click();
  const saved = JSON.parse(hub.run("key", "show", String(cpa.id), "--json"));
  assert.deepEqual([saved.name, saved.comment], ["Renamed elsewhere", "statuses only"], "both changes are kept");

  // Why was this call refused: two clicks.
  await page.goto("/stores");
  clicks = 0;
  await click(page.locator('nav a[href="/integration/refusals"]'));
  await see("05-refused");
  await click(page.locator(".groups tbody th a").first());
  assert.equal(clicks, 2);
  assert.ok(await page.locator(".inner .why").isVisible());
  await see("06-why");
  await page.locator(".inner a.button").first().click();
  assert.ok(await page.locator('input[name="method"][value="/orders"]').isChecked(), "the remedy is filled in");
  await submit();
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1, "and reviewed");
  assert.deepEqual(complaints, [], language);
});

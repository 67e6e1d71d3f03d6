// Orders and customers from files and into files, as the people of a shop meet them. Clicks are counted.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

const FILE = "Cust. no;Customer name;Tel;Birthday;Balance\n4471;Lucía;600555142;04.08.1989;0.00\n5190;Hugo;+46705550122;04/05/1975;12.50\n5191;Nuria;+34600555377;19.02.1994;\n";

walks("import and export", "85-import", async ({ hub, page, complaints, see, language }) => {
  const clicks = { count: 0 };
  const click = async (target) => { clicks.count += 1; await target.click(); await page.waitForLoadState("load"); };
  // A page that shows an import at work is loaded again by itself.
  const until = async (selector) => { await page.locator(selector).first().waitFor({ timeout: 60_000 }); };
  const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });

  hub.run("site", "add", "tea", "--name", "Tea House");
  await page.goto("/imports");
  await page.locator(".empty").waitFor();
  await see("1-none");
  await page.goto("/customers");
  await page.locator("main details.drop summary").first().click();
  clicks.count = 0;
  await click(page.locator('main a[href="/imports/add?kind=customers"]'));
  await see("2-file");
  await page.setInputFiles("#file", file("customers-2026.csv", FILE));
  clicks.count += 1;
  await click(page.locator("main button.primary"));
  await page.waitForURL(/imports\/\d+$/);
  await see("3-columns");
  assert.equal(await page.inputValue('select[name="column-0"]'), "externalId");
  assert.equal(await page.inputValue('select[name="column-2"]'), "phone");
  await click(page.locator("main .bar button.primary"));
  await until(".bar form[action$='/run'] button");
  await see("4-checked");
  assert.match(await page.locator("main table").innerText(), /04\/05\/1975/);
  await click(page.locator(".bar form[action$='/run'] button"));
  await until(".note.okay");
  assert.ok(clicks.count <= 5, `an import takes ${clicks.count} clicks`);
  await see("5-done");
  assert.deepEqual((await page.locator(".tiles .v").allInnerTexts()).map(Number), [2, 0, 0, 1]);
  await page.goto("/imports");
  await see("6-list");
  await page.goto("/customers");
  await page.locator(".flow tbody th a").first().click();
  await page.waitForLoadState("load");
  await see("7-customer");
  assert.ok(await page.locator('a[href="/imports/1"]').count() > 0, "the history leads to the import");

  await page.goto("/imports/1");
  await page.locator('a[href="/imports/1/undo"]').first().click();
  await see("8-undo");
  await page.locator("main button.danger").click();
  await until(".note.info");
  await see("9-undone");
  await page.goto("/customers");
  await page.locator(".empty").waitFor();

  await page.goto("/imports/add?kind=orders");
  await page.locator("main button.primary").waitFor();
  await page.setInputFiles("#file", file("empty.csv", "number\n"));
  await page.locator("main button.primary").click();
  await page.locator(".faults").waitFor();
  await see("10-refused");
  await page.goto("/export");
  await see("11-export");
  await page.goto("/integration/webhooks/add");
  await see("12-webhook");
  await page.fill("#url", "https://example.com/hooks");
  await page.check('input[name="row-event"][value="order.status_changed"]');
  await page.check('input[name="events"][value="some"]');
  await page.locator('input[name="row-store"]').first().waitFor({ state: "hidden" });
  await page.check('input[name="row-stores"][value="some"]');
  await page.locator("main button.primary").click();
  await page.locator(".faults").waitFor();
  await see("13-webhook-refused");
  assert.ok(language);
  assert.deepEqual(complaints, []);
});

// Custom fields and dictionaries: added, changed and refused, by hand.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

walks("custom fields", "fields", async ({ page, complaints, see }) => {
  await page.goto("/settings");
  await page.locator('main a[href="/settings/custom-fields"]').click();
  await see("01-none");
  await page.locator('main a[href="/settings/dictionaries/add"]').click();
  await page.fill("#name", "Colours");
  await page.fill("#code", "colours");
  await page.fill("#elements", "red Bright red\nblue Deep blue\ngreen");
  await page.locator("main button.primary").click();
  assert.equal(await page.locator("#fault-elements").count(), 1);
  await see("02-dictionary-refused");
  await page.fill("#elements", "red Bright red\nblue Deep blue\ngreen Green");
  await page.locator("main button.primary").click();
  await page.locator('main a[href="/settings/custom-fields/add?entity=order"]').click();
  await page.fill("#name", "Gift wrapping");
  await page.fill("#code", "gift_wrap");
  await page.selectOption("#type", "multiselect_dictionary");
  await page.fill("#default", "red");
  await page.locator("main button.primary").click();
  assert.equal(await page.locator("#fault-cf-dictionary").count(), 1);
  await see("03-field-refused");
  await page.selectOption("#dictionary", "colours");
  await page.check('input[name="required"]');
  await page.locator("main button.primary").click();
  await see("04-list");
  await page.locator('main a[href="/settings/custom-fields/order/gift_wrap"]').click();
  assert.equal(await page.inputValue("#default"), "red");
  await see("05-field");
  await page.fill("#name", "Wrapping");
  await page.locator("main button.primary").click();
  assert.match(await page.locator("main").innerText(), /Wrapping/);
  assert.deepEqual(complaints, []);
});

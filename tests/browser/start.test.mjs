// The first steps of an account, the search, a store's page, the help and one's own account, as a person meets them: by mouse,
// by keyboard, and without scripts.
import assert from "node:assert/strict";
import { call } from "./hub.mjs";
import { walks } from "./walks.mjs";

walks("the first steps, the search and the help", "70-start", async ({ hub, page, complaints, see, scripts }) => {
  const step = () => page.locator('.steps [aria-current="step"] .dot').innerText();
  const clicks = { count: 0 };
  const click = async (target) => { clicks.count += 1; await target.click(); };

  // The checklist goes on by itself as things are done.
  await page.locator(".steps").waitFor();
  assert.equal(await step(), "2");
  await see("1-checklist");
  await page.locator('.steps a[href="/stores/add"]').click();
  await page.fill("#name", "Tea House");
  await page.fill("#url", "https://tea.example");
  await page.locator("main button.primary").click();
  await page.goto("/start");
  assert.equal(await step(), "3");
  const key = JSON.parse(hub.run("key", "add", "--name", "Tea House WooCommerce", "--sites", "all", "--methods", "all", "--json"));
  await page.goto("/start");
  assert.equal(await step(), "4");
  assert.equal((await call(hub, key.token, "/api/v5/orders?site=tea-example")).status, 200);
  await page.waitForTimeout(2500);
  await page.goto("/start");
  assert.equal(await step(), "5");
  await see("2-first-call");

  // A store's page, with the calls as a chart and as a table.
  await page.goto("/stores");
  await see("3-stores");
  await page.locator("tbody th a").click();
  await see("4-store");
  assert.equal(await page.locator(".chart title").count(), 24);
  await page.locator(".keyed summary").click();
  assert.equal(await page.locator(".keyed tbody tr").count(), 24);
  await page.locator('.seg a[href*="week"]').click();
  assert.equal(await page.locator(".chart title").count(), 7);

  // Whose token is this? Two clicks: the search, its first result. The token is in no address.
  await page.goto("/integration/keys");
  await click(page.locator("a.find"));
  if (scripts) {
    const field = page.locator(".palette input");
    await field.fill(key.token);
    assert.ok(!(await field.inputValue()).includes(key.token), "the token is masked in the field");
    await page.locator(".palette .hit").first().waitFor();
    await see("5-token");
    assert.ok(!(await page.content()).includes(key.token));
    await click(page.locator(".palette .hit").first());
  } else {
    await page.fill("#q", key.token);
    await page.keyboard.press("Enter");
    await page.locator(".found .hit").first().waitFor();
    assert.ok(!page.url().includes(key.token) && !(await page.content()).includes(key.token));
    await click(page.locator(".found .hit").first());
  }
  assert.match(page.url(), /\/integration\/keys\/1$/);
  assert.equal(clicks.count, 2);

  // By keyboard: open, type, go down, go there.
  if (scripts) {
    await page.goto("/help");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("tea");
    await page.locator(".palette mark").first().waitFor();
    await see("6-search");
    const chosen = page.locator('.palette [aria-selected="true"]');
    const first = await chosen.getAttribute("href");
    await page.keyboard.press("ArrowDown");
    const second = await chosen.getAttribute("href");
    assert.notEqual(first, second);
    await page.keyboard.press("ArrowUp");
    assert.equal(await chosen.getAttribute("href"), first);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${second}`);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".palette[open]").count(), 0);
  }
  await page.goto("/search");
  await page.fill("#q", "tea");
  await page.locator("main button.primary").click();
  await page.locator(".found mark").first().waitFor();
  await see("7-search-page");

  // The help: contents, a link to a heading, and whether it was helpful.
  await page.locator('nav a[href="/help"]').click();
  await see("8-help");
  await page.locator('main a[href="/help/keys"]').click();
  await see("9-article");
  await page.locator(".toc a").nth(1).click();
  assert.match(page.url(), /#.+/);
  await page.locator(".helpful summary").click();
  await page.locator('.helpful input[value="hard"]').check();
  await page.locator(".helpful details button").click();
  await page.locator('.helpful [role="status"]').waitFor();
  await page.locator(".following a").click();
  await page.locator('.helpful button[value="yes"]').click();
  await page.locator('.helpful [role="status"]').waitFor();
  await page.goto("/help");
  assert.equal(await page.locator("tbody tr").count(), 2);

  // One's own account: another language at once, and a session elsewhere that is ended.
  await page.goto("/account");
  await see("10-account");
  const language = await page.locator("html").getAttribute("lang");
  const other = language === "es" ? "en" : "es";
  await page.selectOption("#language", other);
  await page.locator('form[action="/account/profile"] button').click();
  await page.locator(".notice").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), other);
  assert.deepEqual(complaints, []);
});

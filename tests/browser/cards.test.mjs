// Lists and cards of orders and customers: columns, sorting, saved views; tasks, files, combined orders, the pinned note.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

async function send(hub, token, path, fields) {
  const answer = await fetch(`${hub.address}${path}`, { method: "POST", headers: { "X-API-KEY": token }, body: new URLSearchParams(fields) });
  return answer.json();
}

walks("lists and cards", "82-cards", async ({ hub, page, complaints, see }) => {
  hub.run("site", "add", "tea", "--name", "Tea House");
  const key = JSON.parse(hub.run("key", "add", "--name", "Tea House shop", "--sites", "all", "--methods", "all", "--json"));
  const ids = [];
  for (let number = 1; number <= 12; number += 1) {
    const made = await send(hub, key.token, "/api/v5/orders/create", { site: "tea", order: JSON.stringify({
      number: `T-${number}`, firstName: "Lucía", lastName: `Ferrer Gómez ${number % 4}`, phone: `+3460000100${number % 4}`, email: `lucia${number % 4}@example.com`,
      items: [{ productName: "Green tea, 100 g", initialPrice: 10 + ((number * 7) % 12), quantity: 1 }], delivery: { code: "courier", cost: 3, address: { city: "Madrid" } },
    }) });
    assert.ok(made.success, JSON.stringify(made));
    ids.push({ order: made.id, customer: made.order.customer.id });
  }
  const settled = () => page.waitForLoadState("load");

  // Sorted by sum, the greatest first and then the least.
  await page.goto("/orders");
  await page.locator('thead a[href*="sort=sum"]').click();
  await settled();
  const sums = async () => (await page.locator("td.c-sum").allInnerTexts()).map((text) => Number(text.replace(/[^\d.,]/g, "").replace(",", ".")));
  assert.deepEqual(await sums(), (await sums()).toSorted((one, other) => other - one));
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  await page.locator('thead a[href*="sort=sum"]').click();
  await settled();
  assert.deepEqual(await sums(), (await sums()).toSorted((one, other) => one - other));

  // Other columns, for this user.
  await page.locator(".filters details:has(fieldset.picks) summary").click();
  await see("1-columns");
  await page.check('input[name="column"][value="items"]');
  await page.uncheck('input[name="column"][value="payment"]');
  await page.locator(".filters details:has(fieldset.picks) button.primary").click();
  await settled();
  assert.match(await page.locator("tbody").innerText(), /Green tea/);

  // The view before the user becomes one of their own, shared.
  await page.locator(".views summary.button").click();
  await page.fill("#view-name", "Cheap first");
  await page.check('.views input[name="shared"]');
  await see("2-save");
  await page.locator(".views button.primary").click();
  await page.waitForURL(/view=/);
  await see("3-view");
  assert.match(await page.locator(".views .tabs a[aria-current]").innerText(), /Cheap first/);
  await page.goto("/orders/views");
  await see("4-views");
  await page.locator('button[value="delete"]').click();
  await page.waitForURL(/done=view-deleted/);
  await page.goto("/orders?columns=status,customer,store,sum,payment,created,phone,email,manager,items,type,method,delivery,city,track");
  await see("5-many-columns");
  await page.goto("/customers?sort=total");
  await see("6-customers");

  // A task and a file on the card.
  await page.goto(`/orders/${ids[0].order}`);
  await page.locator("#tasks details summary").click();
  await page.fill("#task-text", "Call about the gift wrapping");
  await page.fill("#task-due", "2026-01-31T18:00");
  await page.locator("#tasks details button").click();
  await page.waitForURL(/done=task-added/);
  await page.locator("#files details summary").click();
  await page.setInputFiles("#card-file", { name: "invoice for Lucía.txt", mimeType: "text/plain", buffer: Buffer.from("12 teas") });
  await page.locator("#files details button").click();
  await page.waitForURL(/done=file-attached/);
  await see("7-order");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#files a[download]").click()]);
  assert.equal(file.suggestedFilename(), "invoice for Lucía.txt");
  await page.locator('#tasks button[value="done"]').click();
  await page.waitForURL(/done=task-changed/);
  assert.equal(await page.locator("#tasks li.done").count(), 1);
  await page.locator('#files form[action$="/remove"] button').click();
  await page.waitForURL(/done=file-removed/);

  // Another order of the same customer is combined with it; one is copied.
  await page.locator(".head details summary").last().click();
  await page.locator('.head a[href$="/combine"]').click();
  await settled();
  await see("8-combine");
  await page.locator(".mini a").first().click();
  await settled();
  await see("9-combine");
  await page.locator("button.danger").click();
  await page.waitForURL(/done=orders-combined/);
  await page.locator(".head details summary").last().click();
  await page.locator('.head a[href*="add?copy="]').click();
  await settled();
  assert.equal(await page.inputValue("#lastName"), "Ferrer Gómez 1");

  // One note stands above the card.
  await page.goto(`/customers/${ids[0].customer}`);
  await page.fill("#note", "Prefers evenings; never before ten");
  await page.locator('form[action$="/notes"] button').click();
  await page.waitForURL(/done=note-added/);
  await page.locator('button[value="pin"]').click();
  await page.waitForURL(/done=note-pinned/);
  await see("10-customer");
  assert.match(await page.locator(".pinned").innerText(), /Prefers evenings/);

  // Data books of couriers and currencies.
  await page.goto("/books/couriers");
  await page.fill("#firstName", "Ann");
  await page.fill("#phone", "+34 600 555 142");
  await page.locator("#entry button.primary").click();
  await page.waitForURL(/done=book-saved/);
  await see("11-couriers");
  await page.goto("/books/legal-entities");
  await see("12-entities");

  // Rows that are refused come back as a file.
  await page.goto("/imports/add?kind=customers");
  await page.selectOption("#store", "tea").catch(() => {});
  await page.setInputFiles("#file", { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from("externalId,firstName,birthday\n1,Ann,04.08.1989\n2,Bob,yesterday\n") });
  await page.locator("main button.primary").click();
  await page.waitForURL(/imports\/\d+/);
  await page.locator(".bar button.primary").click();
  for (let tries = 0; tries < 60 && (await page.locator('a[href$="/refused.csv"]').count()) === 0; tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await see("13-refused");
  const [refused] = await Promise.all([page.waitForEvent("download"), page.locator('a[href$="/refused.csv"]').click()]);
  assert.equal(refused.suggestedFilename(), "refused.csv");
  assert.deepEqual(complaints, []);
});

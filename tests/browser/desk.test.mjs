// Orders and customers as the people of a shop meet them: found, moved on, edited, merged, and hidden from those who may not
// see them. Clicks are counted.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

async function send(hub, token, path, fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${hub.address}${path}`, { method: "POST", headers: { "X-API-KEY": token }, body });
  return answer.json();
}

walks("orders and customers", "80-desk", async ({ hub, page, complaints, see, scripts }) => {
  const clicks = { count: 0 };
  const click = async (target) => { clicks.count += 1; await target.click(); await page.waitForLoadState("load"); };
  const counted = async (most, what, walk) => { clicks.count = 0; await walk(); assert.ok(clicks.count <= most, `${what}: ${clicks.count} clicks`); };

  await page.goto("/orders");
  await page.locator(".empty").waitFor();
  await see("1-no-orders");
  await page.goto("/customers");
  await see("2-no-customers");

  hub.run("site", "add", "tea", "--name", "Tea House");
  const key = JSON.parse(hub.run("key", "add", "--name", "Tea House shop", "--sites", "all", "--methods", "all", "--json"));
  const ids = [];
  for (let number = 1; number <= 60; number += 1) {
    const made = await send(hub, key.token, "/api/v5/orders/create", { site: "tea", order: JSON.stringify({
      externalId: `shop-${number}`, number: `T-${number}`, firstName: "Buyer", lastName: `Number ${number}`, phone: `+3460000${1000 + number}`,
      email: `buyer${number}@example.com`, customerComment: "Please ring twice", items: [{ productName: "Green tea, 100 g", initialPrice: 12.5, quantity: 2 }],
      payments: [{ type: "cash", status: "paid", amount: 10 }], delivery: { code: "courier", cost: 3, address: { city: "Madrid", text: "Calle de la Palma 14" } },
    }) });
    assert.ok(made.success, JSON.stringify(made));
    ids.push({ order: made.id, customer: made.order.customer.id });
  }

  // An order by part of its phone: a click into the search, and typing.
  await page.goto("/orders");
  await see("3-orders");
  assert.equal(await page.locator(".flow tbody tr").count(), 50);
  // The counts of the views come after the page, by a script; without one there are none.
  if (scripts) {
    await page.locator(".views .pip").first().waitFor();
    assert.deepEqual(await page.locator(".views .pip").allInnerTexts(), ["60", "60"]);
  }
  // On a phone a row has two lines, and one more for each column that was chosen; nothing scrolls sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.locator(".flow thead").isVisible(), false);
  assert.equal(await page.locator(".c-more").count(), 0);
  await page.locator(".columns summary").click();
  for (const [column, wanted] of [["phone", true], ["city", true], ["payment", false]]) await page.locator(`.picks input[value="${column}"]`).setChecked(wanted);
  await page.locator(".columns .actions button.primary").click();
  await page.waitForLoadState("load");
  assert.equal(await page.locator(".flow tbody tr").first().locator(".c-more:visible").count(), 2);
  assert.match(await page.locator(".flow tbody tr").first().innerText(), /\+3460000/);
  await see("3-columns");
  assert.ok(await page.evaluate(() => document.querySelector(".wide-table").scrollWidth <= document.querySelector(".wide-table").clientWidth), "the list scrolls sideways");
  await page.locator(".columns summary").click();
  await page.locator('.columns button[name="usual"]').click();
  await page.waitForLoadState("load");
  await page.setViewportSize({ width: 1280, height: 900 });
  await counted(1, "find an order by phone", async () => {
    await click(page.locator("#q"));
    await page.keyboard.type("+34 600 001 007");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=/);
    await page.locator(".flow tbody tr").first().waitFor();
  });
  assert.equal(await page.locator(".flow tbody tr").count(), 1);
  await page.locator(".flow tbody th a").click();
  await page.waitForLoadState("load");
  await see("4-order");
  assert.match(await page.locator("h1").innerText(), /T-7/);
  assert.match(await page.locator(".sums").innerText(), /28[.,]00/);

  // Another status: the menu, the status.
  await counted(2, "change the status", async () => {
    await click(page.locator("summary.stage"));
    await click(page.locator('.pop button[value="complete"]'));
  });
  await page.locator(".button.stage.g-done, summary.stage.g-done").first().waitFor();
  await counted(1, "who changed it", async () => { await click(page.locator(".tabs a").nth(1)); });
  await see("5-history");
  assert.match(await page.locator(".time").innerText(), /Ada Lovelace/);
  assert.match(await page.locator(".time").innerText(), /Tea House shop/);
  await page.locator(".tabs a").nth(2).click();
  await see("6-as-key");
  assert.match(await page.locator("pre").innerText(), /"number": "T-7"/);

  // The form: a line, a comment, and what a colleague changed meanwhile.
  await page.goto(`/orders/${ids[6].order}/edit`);
  await see("7-edit");
  await page.locator('input[name^="quantity-"]').first().fill("3");
  await page.fill("#managerComment", "Add a sample");
  await send(hub, key.token, `/api/v5/orders/${ids[6].order}/edit`, { by: "id", order: JSON.stringify({ managerComment: "From the shop" }) });
  await page.locator("main button.primary").click();
  await page.waitForLoadState("load");
  await see("8-meanwhile");
  assert.match(await page.locator("main").innerText(), /From the shop/);
  assert.match(await page.locator("main").innerText(), /Add a sample/);

  // Several at once.
  await page.goto("/orders");
  for (const place of [0, 1]) await page.locator(".c-pick input").nth(place).check();
  await page.selectOption("#bulk-status", "complete");
  await see("9-chosen");
  await page.locator(".bar.chosen button").click();
  await see("10-preview");
  await page.locator("main button.primary").click();
  await page.waitForURL(/done=orders-changed/);

  // A customer and a duplicate.
  await page.goto(`/customers/${ids[0].customer}/edit`);
  await see("11-customer-edit");
  await page.fill("#email", "buyer2@example.com");
  await page.locator("main button.primary").click();
  await page.locator(".note.warn").waitFor();
  await page.fill("#note", "Prefers evenings");
  await page.locator('form[action$="/notes"] button').click();
  await page.waitForLoadState("load");
  await see("12-customer");
  assert.match(await page.locator("#notes").innerText(), /Prefers evenings/);
  await page.goto("/customers");
  await see("13-customers");
  await counted(4, "merge two customers", async () => {
    await click(page.locator("#q"));
    await page.keyboard.type("buyer2@example.com");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=/);
    await click(page.locator(".flow tbody th a").first());
    await click(page.locator(".note.warn .button").first());
    await see("14-merge");
    await click(page.locator("main button.danger"));
  });
  await page.waitForURL(/done=customers-merged/);

  // What a person sees is chosen, and the pages follow it.
  const person = JSON.parse(hub.run("user", "add", "grace@example.com", "--name", "Grace Hopper", "--role", "manager", "--random-password", "--json"));
  await page.goto(`/people/${person.id}/orders`);
  await see("15-access");
  await page.check('input[name="orders"][value="see"]');
  await page.selectOption("#hide-phone", "hide");
  await page.locator("main button.primary").click();
  await page.waitForURL(/done=person-saved/);
  await page.goto("/start");
  await see("16-start");
  assert.match(await page.locator("#start-orders").innerText(), /\S/);
  await page.locator('form[action="/sign-out"] button').click({ force: true });
  await page.goto("/sign-in");
  await page.fill("#email", "grace@example.com");
  await page.fill("#password", person.password);
  await page.locator("main button.primary").click();
  await page.waitForLoadState("load");
  await page.goto(`/orders/${ids[6].order}`);
  await see("17-reader");
  const card = await page.locator("main").innerText();
  assert.ok(!card.includes("60000100"), "the phone is hidden");
  assert.equal(await page.locator("summary.stage").count(), 0);
  assert.deepEqual(complaints, []);
});

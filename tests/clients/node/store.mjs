// A store's day with the npm package `node-retailcrm-api`: node store.mjs URL ONE_STORE_TOKEN TWO_STORES_TOKEN.
//
// The first key sees the store `north` only, the second `north` and `south`. The hub has no orders yet.
// This client posts JSON bodies whose values are JSON texts, and puts the key into the query.

import assert from "node:assert/strict";
import RetailCRM from "node-retailcrm-api";

const [url, oneStore, twoStores] = process.argv.slice(2);
const north = RetailCRM({ url, apiKey: oneStore });
const both = RetailCRM({ url, apiKey: twoStores });

/** The body of a success. */
async function ok(call, status = 200) {
  const response = await call;
  assert.equal(response.statusCode(), status, JSON.stringify(response.getBody()));
  assert.ok(response.isSuccessful());
  return response.getBody();
}

/** Checks a refusal: its status and its text to the letter. */
async function refused(call, status, message) {
  const response = await call;
  assert.deepEqual([response.statusCode(), response.errorMsg()], [status, message], JSON.stringify(response.getBody()));
  assert.equal(response.isSuccessful(), false);
  return response.getFromBody("errors");
}

/** An order as a shop writes it. */
function order(number, more = {}) {
  return {
    externalId: `no-${number}`,
    number: `N${number}`,
    firstName: "Вера",
    managerComment: "test",
    items: [{ productName: "чашка", initialPrice: 5.5, quantity: 2 }],
    ...more,
  };
}

/** Every row after `since`, moving sinceId as a shop's cron does. */
async function follow(since) {
  const rows = [];
  for (;;) {
    const { history } = await ok(north.orders.history({ sinceId: since }, 1, 100));
    if (history.length === 0) return rows;
    for (const row of history) {
      assert.ok(row.id > since);
      since = row.id;
      rows.push(row);
    }
  }
}

async function connecting() {
  assert.ok((await ok(north.availableVersions())).versions.includes("5.0"));
  assert.deepEqual((await ok(north.credentials())).sitesAvailable, ["north"]);
  await refused(RetailCRM({ url, apiKey: "x".repeat(32) }).orders.list(), 403, 'Wrong "apiKey" value.');
}

async function customers() {
  const made = await ok(north.customers.create({ externalId: "no-c1", firstName: "Пётр", email: "petr@example.com" }), 201);
  await ok(north.customers.updateByExternalId({ externalId: "no-c1", lastName: "Орлов" }));
  const { customer } = await ok(north.customers.fetchById(made.id));
  assert.deepEqual([customer.firstName, customer.lastName, customer.site], ["Пётр", "Орлов", "north"]);
  const upload = Array.from({ length: 50 }, (_, number) => ({ externalId: `no-u${number}`, firstName: `Имя ${number}` }));
  const { uploadedCustomers } = await ok(north.customers.upload(upload));
  assert.deepEqual(uploadedCustomers.map((row) => row.externalId), upload.map((row) => row.externalId));
  const page = await ok(north.customers.list({}, 3, 20));
  assert.deepEqual(page.pagination, { limit: 20, totalCount: 51, currentPage: 3, totalPageCount: 3 });
}

async function orders() {
  const made = await ok(north.orders.create(order(1, { customer: { externalId: "no-c1" }, delivery: { code: "courier", cost: 3 } })), 201);
  const read = (await ok(north.orders.fetchByExternalId("no-1"))).order;
  assert.deepEqual([read.id, read.number, read.status, read.summ, read.totalSumm], [made.id, "N1", "new", 11, 14]);
  assert.equal(read.customer.externalId, "no-c1");
  assert.equal(read.managerComment, "test");
  await refused(north.orders.create(order(1)), 400, "Order already exists.");

  const upload = Array.from({ length: 50 }, (_, number) => order(100 + number));
  const { uploadedOrders } = await ok(north.orders.upload(upload));
  assert.deepEqual(uploadedOrders.map((row) => row.externalId), upload.map((row) => row.externalId));
  const seen = [];
  for (const page of [1, 2, 3]) {
    const body = await ok(north.orders.list({}, page, 20));
    assert.deepEqual(body.pagination, { limit: 20, totalCount: 51, currentPage: page, totalPageCount: 3 });
    seen.push(...body.orders.map((row) => row.externalId));
  }
  assert.deepEqual(seen.sort(), ["no-1", ...upload.map((row) => row.externalId)].sort());

  await ok(north.orders.updateById({ id: made.id, status: "complete" }));
  const { orders: statuses } = await ok(north.orders.statuses([made.id], ["no-149"]));
  assert.deepEqual(statuses.map((row) => [row.externalId, row.status, row.group]), [["no-1", "complete", "complete"], ["no-149", "new", "new"]]);

  const rows = await follow(0);
  const created = rows.filter((row) => row.created).map((row) => row.order.externalId);
  assert.deepEqual(created, ["no-1", ...upload.map((row) => row.externalId)]);
  const changed = rows.filter((row) => row.field === "status" && !row.created);
  assert.deepEqual(changed.map((row) => [row.oldValue, row.newValue]), [[{ code: "new" }, { code: "complete" }]]);
  assert.deepEqual(changed[0].apiKey, { current: true });
}

async function payments() {
  const payment = { externalId: "no-p1", order: { externalId: "no-100" }, type: "cash", amount: 11 };
  const made = await ok(north.orders.createPayment(payment), 201);
  await ok(north.orders.updatePaymentByExternalId({ externalId: "no-p1", status: "paid" }));
  const { order: paid } = await ok(north.orders.fetchByExternalId("no-100"));
  assert.equal(paid.payments[made.id].status, "paid");
  await ok(north.orders.removePayment(made.id));
  assert.equal(Object.keys((await ok(north.orders.fetchByExternalId("no-100"))).order.payments).length, 0);
}

async function severalStores() {
  await refused(both.orders.create(order(200)), 400, "Parameter 'site' is missing");
  await refused(both.orders.upload([order(200)]), 400, "Parameter 'site' is missing");
  const { id } = await ok(both.setSite("south").orders.create(order(200)), 201);
  assert.equal((await ok(both.orders.fetchById(id))).order.site, "south");
  await refused(north.orders.fetchById(id), 404, "Not found");
  await refused(both.setSite("west").orders.create(order(201)), 403, "Access denied.");
}

await connecting();
await customers();
await orders();
await payments();
await severalStores();

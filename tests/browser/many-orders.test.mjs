// Orders by the thousand: lists, filters, views, the search, a card and a file, on a wide screen and on a phone. A hub is filled over the
// API for 45 seconds, with 100,000 orders at most; LATCHKEY_MANY_ORDERS=100000 fills it to the end, which takes a release build about a
// minute. A debug build gets to some ten thousand, where lists are long in every respect: they are no longer sorted by every column,
// and views are not counted to the end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const WANTED = Number(process.env.LATCHKEY_MANY_ORDERS ?? 100_000);
const FILLING = process.env.LATCHKEY_MANY_ORDERS ? 600_000 : 45_000;
const AT_ONCE = 50;
const CONNECTIONS = 4;
// Beyond so many, lists are long.
const LONG = 5_000;
const MARKED = 25;

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

/** An order of a number; every store and status in turn, and every hundredth buyer has ordered before. */
const order = (number) => ({
  externalId: `shop-${number}`, number: `M-${number}`, firstName: "Buyer", lastName: `Number ${number}`, phone: `+34600${100_000 + (number % 100 === 0 ? 1 : number)}`,
  email: `buyer${number}@example.com`, status: number <= MARKED ? "complete" : "new", items: [{ productName: "Green tea", initialPrice: 5 + (number % 90), quantity: 1 }],
});

/** Fills a hub; returns how many orders it has. */
async function fill(hub, token) {
  const begin = Date.now();
  let next = 1, made = 0;
  const connection = async () => {
    while (next <= WANTED && (Date.now() - begin < FILLING || next <= LONG)) {
      const first = next;
      next += AT_ONCE;
      const orders = Array.from({ length: Math.min(AT_ONCE, WANTED - first + 1) }, (_, place) => order(first + place));
      const body = new URLSearchParams({ site: first % 200 === 1 ? "cups" : "tea", orders: JSON.stringify(orders) });
      const answer = await fetch(`${hub.address}/api/v5/orders/upload`, { method: "POST", headers: { "X-API-KEY": token }, body });
      assert.ok(answer.ok, `${answer.status} ${answer.ok ? "" : await answer.text()}`);
      await answer.arrayBuffer();
      made += orders.length;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return made;
}

test("lists of many orders", { timeout: 900_000 }, async (t) => {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { baseURL: hub.address });
  t.after(() => context.close());
  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", "correct horse battery");
  await page.locator("main button.primary").click();
  hub.run("site", "add", "tea", "--name", "Tea House");
  hub.run("site", "add", "cups", "--name", "Cups and more");
  const key = JSON.parse(hub.run("key", "add", "--name", "Shops", "--sites", "all", "--methods", "all", "--json"));
  const total = await fill(hub, key.token);
  t.diagnostic(`${total} orders`);
  assert.ok(total > LONG);

  const rows = () => page.locator(".flow tbody tr").count();
  const shown = async () => Number((await page.locator(".pager span").innerText()).split(/\D*(?:of)\D*/).at(-1).replace(/\D/g, ""));
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/orders");
    assert.equal(await rows(), 50);
    assert.equal(await shown(), total);
    // What is counted to the end is the marked ones; of the others there are more than a thousand.
    await page.locator(".views .pip").first().waitFor();
    assert.deepEqual(await page.locator(".views .pip").allInnerTexts(), ["1,000+", "1,000+"]);
    assert.equal(await page.locator("p.sorts").count(), 1, "a long list says how it is sorted");
    if (width === 1280) await look(page, "87-many-1-orders");
    await page.locator('.pager a[rel="next"]').click();
    await page.waitForURL(/page=2/);
    assert.equal(await rows(), 50);

    // A view, a filter, and a sum to sort by.
    await page.locator(".views .tabs a").nth(1).click();
    await page.waitForURL(/status=new-group/);
    assert.equal(await shown(), total - MARKED);
    await page.goto("/orders?status=complete&sort=sum");
    assert.equal(await rows(), MARKED);
    const sums = (await page.locator(".flow tbody .c-sum").allInnerTexts()).map((text) => Number(text.replace(/[^\d.]/g, "")));
    assert.deepEqual(sums, [...sums].sort((one, other) => other - one));
    await page.goto("/orders?store=cups&min=90");
    assert.ok(await rows() > 0);
    await page.goto("/orders?store=cups&status=complete");
    assert.equal(await rows(), MARKED);

    // One order by part of its phone, by its number, and by the search.
    for (const wanted of ["+34 600 102 345", "M-2345", "buyer2345@example.com"]) {
      await page.goto("/orders");
      await page.locator("#q").click();
      await page.keyboard.type(wanted);
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=/);
      assert.equal(await rows(), 1, wanted);
    }
    await page.locator(".flow tbody th a").click();
    await page.waitForURL(/orders\/\d+$/);
    assert.match(await page.locator("h1").innerText(), /M-2345/);
    if (width === 1280) await look(page, "87-many-2-order");
    await page.goto("/customers");
    assert.equal(await rows(), 50);
    await page.goto("/customers?q=buyer2345%40example.com");
    assert.equal(await rows(), 1);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} pixels wider than the window`);
  }
  const file = await page.request.get("/orders.csv?status=complete");
  assert.equal((await file.text()).trimEnd().split("\r\n").length, MARKED + 1);
  assert.deepEqual(complaints, []);
});

// The reference book, the page to try methods out, the published form of tokens, and the way from a list of calls to a
// key; what needs no scripts without them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

/** A hub with a store and a signed-in user. */
async function enter(t, options) {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { baseURL: hub.address, ...options });
  t.after(() => context.close());
  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  await page.locator("main button.primary").click();
  hub.run("site", "add", "tea", "--name", "Tea", "--currency", "EUR", "--country", "ES");
  return { hub, page, complaints };
}

for (const [language, locale] of [["en", "en-US"], ["ru", "ru-RU"], ["es", "es-ES"]]) {
  test(`the book in ${language}`, async (t) => {
    const { page, complaints } = await enter(t, { locale });
    await page.locator('nav a[href="/reference"]').click();
    assert.ok(await page.locator(".contents a").count() > 50);
    await look(page, `${language}-reference`);
    await page.locator('a[href="/reference/orders"]').click();
    await page.locator('a[href="/reference/orders/orders-create"]').click();
    assert.match(await page.locator("pre").innerText(), /curl 'http:.*\/api\/v5\/orders\/create'/);
    await look(page, `${language}-method`);
    // What a link leads to is unfolded.
    assert.equal(await page.locator("#shape-Order table").isVisible(), false);
    await page.locator('a[href="#shape-Order"]').first().click();
    await page.locator("#shape-Order table").waitFor({ state: "visible" });
    await look(page, `${language}-shape`);
    await page.goto("/.well-known/latchkey");
    await look(page, `${language}-well-known`);
    // From the tree of a key to the book, in a window of its own.
    await page.goto("/integration/keys/add");
    const opened = page.waitForEvent("popup");
    await page.locator('[data-block="orders"] summary').click();
    await page.locator('.method a[href="/reference/orders/orders-statuses"]').click();
    const article = await opened;
    await article.locator("h1").waitFor();
    assert.match(article.url(), /\/reference\/orders\/orders-statuses$/);
    assert.deepEqual(complaints, []);
  });
}

test("methods are tried out offline", async (t) => {
  const { hub, page, complaints } = await enter(t, {});
  const key = JSON.parse(hub.run("key", "add", "--name", "Trial", "--sites", "all", "--methods", "all", "--json"));
  const hosts = new Set();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto("/reference/try");
  await page.locator(".opblock-tag").first().waitFor();
  await look(page, "en-try", true);
  await page.locator(".btn.authorize").click();
  await page.locator(".auth-container input").first().fill(key.token);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.locator(".btn-done").first().click();
  await page.locator("#operations-tag-orders").click();
  const operation = page.locator("#operations-orders-v5-orders-create");
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".try-out__btn").click();
  await operation.locator(".execute").click();
  await operation.locator(".live-responses-table .highlight-code").first().waitFor();
  const answer = await call(hub, key.token, "/api/v5/orders/1001?site=tea");
  assert.equal(answer.json.order?.firstName, "Ana", "the example was sent and an order was made");
  // The token stays on the page, and nothing leaves the hub.
  assert.deepEqual([...hosts], [new URL(hub.address).host]);
  assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), "{}");
  assert.deepEqual(complaints, []);
});

for (const scripts of [true, false]) {
  test(`from a list of calls to a key, ${scripts ? "with" : "without"} scripts`, async (t) => {
    const { hub, page, complaints } = await enter(t, { javaScriptEnabled: scripts });
    const see = (name) => (scripts ? look(page, name) : undefined);
    await page.goto("/integration/keys");
    await page.locator(".head .drop summary").click();
    await page.locator('main a[href="/integration/keys/from-calls"]').click();
    await see("en-calls");
    await page.fill("#text", "GET /api/v5/orders/statuses\nPUT /api/v5/orders\n");
    const har = { log: { entries: [{ request: { method: "GET", url: "https://old.example/api/v5/users?apiKey=secret" } }] } };
    await page.setInputFiles("#file", { name: "calls.har", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(har)) });
    await page.locator("form.panel button").click();
    assert.equal(await page.locator(".contents li").count(), 2);
    assert.equal(await page.locator(".diff .less").count(), 1);
    await see("en-calls-found");
    await page.locator("main button.primary").click();
    // The form is long, and what is ticked is read at once.
    await page.waitForLoadState();
    const ticked = await page.locator('input[name="method"]:checked').evaluateAll((boxes) => boxes.map((box) => box.value));
    assert.deepEqual(ticked, ["/orders/statuses", "/users"]);
    const token = await page.inputValue("#token");
    await page.fill("#name", "From calls");
    await page.check("#whose-ours");
    await page.locator("main button.primary").click();
    assert.equal((await call(hub, token, "/api/v5/users")).status, 200);
    assert.equal((await call(hub, token, "/api/v5/orders")).status, 403);
    assert.deepEqual(complaints, []);
  });
}

// Webhooks in the browser: added, tested against a receiver of this test, looked at, given another secret, deleted.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

for (const [language, locale] of [["en", "en-US"], ["ru", "ru-RU"], ["es", "es-ES"]]) {
  test(`webhooks in ${language}`, (t) => webhooks(t, { language, locale, scripts: true }));
}
test("webhooks without scripts", (t) => webhooks(t, { language: "en", locale: "en-US", scripts: false }));

/** A program that takes webhooks; `answers` are the next statuses. */
async function startReceiver() {
  const got = [];
  const answers = [];
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      answer.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { got, answers, url: `http://127.0.0.1:${server.address().port}/hooks/with/a/path/that/is/rather/long`, stop: () => server.close() };
}

async function until(what) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail("it did not happen");
}

async function webhooks(t, { language, locale, scripts }) {
  const hub = await startHub("--webhooks-allow-private");
  t.after(() => hub.stop());
  const receiver = await startReceiver();
  t.after(() => receiver.stop());
  const { context, page, complaints } = await openWindow(browser, { locale, javaScriptEnabled: scripts, baseURL: hub.address });
  t.after(() => context.close());
  const see = (name) => (scripts ? look(page, `webhooks-${language}-${name}`) : undefined);
  const submit = () => page.locator("main button.primary").click();

  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  await submit();
  await page.locator('.side a[href="/integration/webhooks"]').click();
  await see("1-empty");
  await page.locator(".empty a.button").click();
  const secret = await page.inputValue("#secret");
  await page.fill("#url", receiver.url);
  assert.equal(await page.locator(".events").isVisible(), false, "events are chosen only when not all are meant");
  await page.locator('input[name="events"][value="some"]').check();
  await see("2-form");
  // Without an event it is sent back, and what was written stays.
  await submit();
  await page.locator(".fault").waitFor();
  assert.equal(await page.inputValue("#secret"), secret);
  await see("3-refused");
  await page.locator('input[value="key.created"]').check();
  await page.fill("#comment", "a partner");
  await submit();
  await page.locator("#sent").waitFor();
  await see("4-added");

  // A test that is not taken at first.
  receiver.answers.push(503);
  const webhook = new URL(page.url()).pathname;
  await page.locator('form[action$="/test"] button').click();
  // The answer to the click may still be on its way: a page that is being left cannot be loaded again.
  await page.waitForURL(/done=/);
  await until(async () => { await page.goto(webhook); return (await page.locator('#sent a[href^="/integration/deliveries/"]').count()) === 1 && receiver.got.length >= 1; });
  await until(async () => { await page.goto("/integration/deliveries/1"); return (await page.locator("tbody tr").count()) >= 1; });
  await see("5-delivery");
  await page.locator('form[action$="/resend"] button').click();
  await until(() => receiver.got.length >= 2);
  for (const { headers, body } of receiver.got) {
    const signed = createHmac("sha256", Buffer.from(secret.slice(6), "base64")).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
    assert.equal(headers["webhook-signature"], `v1,${signed}`);
  }

  // A key is made, and the webhook gets the event.
  hub.run("site", "add", "tea", "--name", "Tea");
  hub.run("key", "add", "--name", "CPA network", "--sites", "tea", "--methods", "orders.*");
  await until(() => receiver.got.some(({ body }) => JSON.parse(body).type === "key.created"));
  await page.goto("/integration/webhooks");
  await see("6-list");
  await page.locator("tbody th a").click();
  await see("7-webhook");

  await page.locator('a[href$="/secret"]').click();
  await see("8-secret");
  await submit();
  await page.locator(".notice").waitFor();
  await page.locator('a[href$="/delete"]').click();
  await see("9-delete");
  await page.locator("main button.danger").click();
  await page.locator(".empty").waitFor();
  assert.deepEqual(complaints, []);
}

// Letters in the browser: a webhook that leads to a mailbox, tested against a mail server of this test, and one to contacts.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

/** A mail server that takes everything; `got` are the letters as they came. */
async function startMailServer() {
  const got = [];
  const server = createServer((socket) => {
    let rest = "";
    let letter = null;
    socket.write("220 mail.example\r\n");
    socket.on("error", () => {});
    socket.on("data", (part) => {
      const lines = (rest + part).split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        if (letter !== null && line !== ".") letter.push(line);
        else if (letter !== null) { got.push(letter.join("\n")); letter = null; socket.write("250 taken\r\n"); }
        else if (line === "DATA") { letter = []; socket.write("354 go on\r\n"); }
        else socket.write("250 fine\r\n");
      }
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { got, url: `smtp://127.0.0.1:${server.address().port}?tls=none`, stop: () => server.close() };
}

async function until(what) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail("it did not happen");
}

for (const [language, locale] of [["en", "en-US"], ["ru", "ru-RU"], ["es", "es-ES"]]) {
  test(`letters in ${language}`, async (t) => {
    const mail = await startMailServer();
    t.after(() => mail.stop());
    const hub = await startHub("--mail-server", mail.url, "--mail-from", "Latchkey <hub@shop.example>");
    t.after(() => hub.stop());
    const { context, page, complaints } = await openWindow(browser, { locale, baseURL: hub.address });
    t.after(() => context.close());
    const see = (name) => look(page, `letters-${language}-${name}`);
    const submit = () => page.locator("main button.primary").click();

    await page.goto(hub.setup);
    await page.fill("#email", "ada@example.com");
    await page.fill("#name", "Ada Lovelace");
    await page.fill("#password", "correct horse battery");
    await submit();
    await page.goto("/integration/webhooks/add");
    await page.fill("#url", "mailto:ada at example.com");
    await submit();
    await page.locator(".fault").waitFor();
    await see("1-refused");
    await page.fill("#url", "mailto:ada@example.com");
    await submit();
    await page.locator("#sent").waitFor();
    assert.equal(await page.locator('a[href$="/secret"]').count(), 0, "letters are not signed");
    await page.locator('form[action$="/test"] button').click();
    // The head of the audit log is sent to every webhook of all events, so there may be two letters at once.
    await until(() => mail.got.length > 0);
    for (const letter of mail.got) assert.match(letter, /^To: ada@example\.com$/m);
    await until(async () => { await page.goto("/integration/deliveries/1"); return (await page.locator("tbody tr").count()) === 1; });
    const [message] = (await page.locator("main").innerText()).match(/msg_\w+/);
    await until(() => mail.got.some((letter) => letter.split("\n").includes(`Message-ID: <${message}@shop.example>`)));
    await see("2-delivery");

    await page.goto("/integration/webhooks/add");
    await page.fill("#url", "contact");
    await submit();
    await page.locator("#sent").waitFor();
    assert.equal(await page.locator('form[action$="/test"]').count(), 0, "a test is about no key");
    await see("3-contact");
    await page.goto("/integration/webhooks");
    await see("4-list");
    assert.deepEqual(complaints, []);
  });
}

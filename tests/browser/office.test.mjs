// What surrounds the keys: the marketplace and the modules that connect, people, settings, the second step. With
// scripts and without.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

for (const [language, locale] of [["en", "en-US"], ["ru", "ru-RU"], ["es", "es-ES"]]) {
  test(`the office in ${language}, with scripts`, (t) => walk(t, { language, locale, scripts: true }));
}
test("the office without scripts", (t) => walk(t, { language: "en", locale: "en-US", scripts: false }));

async function walk(t, { language, locale, scripts }) {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { locale, javaScriptEnabled: scripts, baseURL: hub.address });
  t.after(() => context.close());
  const see = (name) => (scripts ? look(page, `${language}-${name}`) : undefined);
  const submit = () => page.locator("main button.primary").click();

  await page.goto(hub.setup);
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  await submit();
  hub.run("site", "add", "tea", "--name", "Tea");

  await marketplace(hub, page, see, submit);
  await people(hub, page, see, submit, { locale, scripts });
  await secondStep(hub, page, see, submit);
  await settings(page, see, submit, language);
  assert.deepEqual(complaints.filter((text) => !text.includes("status of 404")), []);
}

/** A module from its card to the list of those that are connected. */
async function marketplace(hub, page, see, submit) {
  await page.goto("/stores");
  await page.locator('nav a[href="/integration/marketplace"]').click();
  assert.equal(await page.locator(".card").count(), 12);
  await see("30-marketplace");
  await page.locator("#prestashop .connect > summary").click();
  assert.ok((await page.locator("#prestashop .connect").innerText()).includes(hub.address));
  await page.locator("#prestashop a.button").click();
  const token = await page.inputValue("#token");
  assert.equal(await page.inputValue("#name"), "PrestaShop");
  assert.ok(await page.locator("#access-individual").isChecked());
  await page.check('input[name="store"][value="tea"]');
  await submit();
  const answer = await fetch(`${hub.address}/api/v5/integration-modules/prestashop-1/edit`, {
    method: "POST",
    headers: { "X-API-KEY": token, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ integrationModule: JSON.stringify({ integrationCode: "prestashop", name: "Tea shop", accountUrl: `${hub.address}/stores` }) }),
  });
  assert.equal(answer.status, 201);
  await page.goto("/integration/marketplace");
  assert.match(await page.locator("tbody th").innerText(), /Tea shop/);
  assert.equal(await page.locator('tbody td a[rel]').getAttribute("href"), `${hub.address}/stores`);
  await see("31-marketplace-connected");
  await page.locator("tbody details.drop > summary").click();
  await page.locator('tbody a[href*="/forget"]').click();
  await see("32-module-forget");
  await page.locator("main button.danger").click();
  // Its key is still that of a PrestaShop module: it stays in the list, without the name the module gave itself.
  assert.match(await page.locator("tbody th").innerText(), /^PrestaShop/);
}

/** Somebody is invited, chooses a password, and is looked after. */
async function people(hub, page, see, submit, { locale, scripts }) {
  await page.locator('nav a[href="/people"]').click();
  await see("40-people");
  await page.locator('main a[href="/people/add"]').click();
  await see("41-person-new");
  await page.fill("#name", "Mona Lee with a name that is much longer than the others");
  await page.fill("#email", "mona@example.com");
  await page.check('input[name="role"][value="manager"]');
  await submit();
  await see("42-person-link");
  const link = await page.inputValue("#link");
  const { context, page: mona } = await openWindow(browser, { locale, javaScriptEnabled: scripts });
  await mona.goto(link);
  if (scripts) await look(mona, `${locale.slice(0, 2)}-43-invitation`);
  await mona.fill("#password", PASSWORD);
  await mona.locator("main button.primary").click();
  await mona.locator(".notice").waitFor();
  assert.equal(await mona.locator('nav a[href="/people"]').count(), 0, "managers do not manage users");
  await context.close();
  await page.goto("/people");
  await page.locator("tbody th a", { hasText: "Mona" }).click();
  await see("44-person");
  await page.locator('main a[href$="/reset"]').click();
  await see("45-person-reset");
  await page.locator("main .actions a").click();
  // Nobody locks the last administrator out.
  await page.goto("/people");
  await page.locator("tbody th a", { hasText: "Ada" }).click();
  await page.check('input[name="role"][value="read-only"]');
  await submit();
  await page.locator(".faults").waitFor();
  await see("46-last-administrator");
}

/** The second step is turned on, asked for at the door, passed by a recovery code, and turned off. */
async function secondStep(hub, page, see, submit) {
  await page.locator(".who a.me").click();
  await see("50-account");
  await page.locator('main a[href="/account/second-step"]').click();
  await see("51-second-step-off");
  await page.fill("#proof-begin", PASSWORD);
  await submit();
  const box = await page.locator("svg.qr").boundingBox();
  assert.ok(box.width > 150 && Math.abs(box.width - box.height) < 1, "the QR code is drawn");
  await see("52-second-step-scan");
  const secret = (await page.locator(".steps code").innerText()).replaceAll(" ", "");
  await page.fill("#otp", oneTimeCode(secret));
  await submit();
  const codes = await page.locator(".codes code").allInnerTexts();
  assert.equal(codes.length, 10);
  await see("53-recovery-codes");
  await page.goto("/account/second-step");
  await see("54-second-step-on");
  await page.locator(".who button").click();
  await page.fill("#email", "ada@example.com");
  await page.fill("#password", PASSWORD);
  await submit();
  await see("55-sign-in-code");
  await page.fill("#otp", codes[0]);
  await submit();
  await page.goto("/account/second-step");
  await page.fill("#proof-off", PASSWORD);
  await page.fill("#proof-otp-off", codes[1]);
  await page.locator("main button.danger").click();
  await page.locator(".notice").waitFor();
}

/** Another language is spoken at once. */
async function settings(page, see, submit, language) {
  await page.locator('nav a[href="/settings"]').click();
  await see("60-settings");
  // What cannot be chosen can be sent all the same.
  await page.locator("#timezone").evaluate((list) => list.add(new Option("Nowhere", "Nowhere", true, true)));
  await submit();
  await page.locator(".faults").waitFor();
  await page.selectOption("#timezone", "Europe/Madrid");
  const other = language === "es" ? "en" : "es";
  await page.selectOption("#language", other);
  await submit();
  await page.locator(".notice").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), other);
}

/** The code of now (RFC 6238) for a secret in base 32. */
function oneTimeCode(secret) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

// The work of an administrator, line by line: set-up, two stores, keys for all of them and for one, every filter, a
// block toggled, saved, edited, used, disabled and refused. With scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

const PASSWORD = "correct horse battery";
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

for (const [language, locale, text] of [["en", "en-US", words("en")], ["ru", "ru-RU", words("ru")], ["es", "es-ES", words("es")]]) {
  test(`the whole walk in ${language}, with scripts`, (t) => walk(t, { language, locale, text, scripts: true }));
}
test("the whole walk without scripts", (t) => walk(t, { language: "en", locale: "en-US", text: words("en"), scripts: false }));

function words(language) {
  return {
    en: { on: "Enabled", off: "Disabled", changes: "Review changes", disabled: "Calls with it are refused" },
    ru: { on: "Включён", off: "Отключён", changes: "Проверка изменений", disabled: "Запросы с ним отклоняются" },
    es: { on: "Activada", off: "Desactivada", changes: "Revisar los cambios", disabled: "se rechazan" },
  }[language];
}

async function walk(t, { language, locale, text, scripts }) {
  const hub = await startHub();
  t.after(() => hub.stop());
  const { context, page, complaints } = await openWindow(browser, { locale, javaScriptEnabled: scripts, baseURL: hub.address });
  t.after(() => context.close());
  // axe needs scripts: the walk without them is looked at by the others.
  const see = (name) => (scripts ? look(page, `${language}-${name}`) : undefined);
  const submit = () => page.locator("main button.primary").click();
  const names = () => page.locator("tbody th a").allInnerTexts();
  const choose = async (fields) => {
    await page.goto("/integration/keys");
    // The three filters are links, by their place; the search is sent by Enter.
    for (const [field, value] of Object.entries(fields)) {
      if (field === "search") {
        await page.fill("#search", value);
        await page.press("#search", "Enter");
        await page.waitForURL(/search=/);
      } else {
        await page.locator(`#pill-${field} summary`).click();
        await page.locator(`#pill-${field} .pop a`).nth(value).click();
      }
      await page.waitForLoadState("load");
    }
    assert.equal(await page.locator(".pill.set").count(), Object.keys(fields).filter((field) => field !== "search").length);
    return names();
  };

  // Set-up: the first page names the command, and only the console shows the link.
  await page.goto("/");
  await see("01-welcome");
  assert.equal(await page.locator("main code").innerText(), "latchkey user setup-link");
  assert.equal(hub.run("user", "setup-link").trim(), hub.setup);
  await page.goto(hub.setup);
  await see("02-setup");
  await page.fill("#email", "ada@example.com");
  await page.fill("#name", "Ada Lovelace");
  await page.fill("#password", PASSWORD);
  assert.equal(await page.locator("#language").inputValue(), language);
  await submit();
  await page.locator('.steps [aria-current="step"]').waitFor();
  await see("03-start");
  await page.goto("/stores");
  await page.locator(".empty").waitFor();
  await see("03-stores-empty");

  // Out and in again.
  await page.locator(".who button").click();
  await see("04-sign-in");
  await page.fill("#email", "ada@example.com");
  await page.fill("#password", PASSWORD);
  await submit();

  // Two stores.
  await page.goto("/integration/keys");
  await see("05-keys-no-stores");
  for (const [name, url] of [["Tea", "https://tea.example"], ["Coffee and a name that is much longer than the others", "https://coffee.example/with/a/long/path"]]) {
    await page.goto("/stores");
    await page.locator('main a[href="/stores/add"]').first().click();
    await page.fill("#name", name);
    await page.fill("#url", url);
    if (name === "Tea") await see("06-store-new");
    await submit();
  }
  assert.equal((await names()).length, 2);
  await see("07-stores");

  // A key for all stores, with a whole block.
  await page.goto("/integration/keys");
  await see("08-keys-empty");
  await page.locator(".empty a.button").click();
  // Without scripts nothing else waits for the stylesheet.
  await page.waitForLoadState("load");
  const everywhere = await page.inputValue("#token");
  assert.equal(everywhere.length, 32);
  assert.equal(await page.locator(".stores").isVisible(), false, "stores are chosen only for individual access");
  await page.fill("#name", "Everywhere");
  await page.fill("#comment", "own programs");
  await page.check("#whose-ours");
  const orders = page.locator('[data-block="orders"]');
  await orders.locator("summary").click();
  if (scripts) {
    const title = orders.locator("[data-title] span");
    const whole = orders.locator("[data-title] input");
    const all = await orders.locator(".method").count();
    const ticked = () => orders.locator(".method input:checked").count();
    await title.click();
    assert.equal(await ticked(), all, "a click on the title checks the block");
    await orders.locator(".method input").first().uncheck();
    assert.equal(await whole.evaluate((box) => box.indeterminate), true, "some is a third state");
    await see("09-key-new-some");
    await title.click();
    assert.equal(await ticked(), all);
    await title.click();
    assert.equal(await ticked(), 0, "another click unchecks it");
    assert.equal(await page.locator("[data-count]").innerText(), "0");
    // By keyboard alone.
    await whole.focus();
    await page.keyboard.press("Space");
    assert.equal(await page.locator("[data-count]").innerText(), String(all));
    await orders.locator("summary").click();
    await page.locator("[data-search]").fill("/orders/statuses");
    assert.equal(await page.locator(".method:visible").count(), 1, "the search opens what it finds");
    await page.locator("[data-search]").fill("");
    assert.equal(await page.locator(".method:visible").count(), 0, "and folds it up again");
    await page.locator("[data-reads]").click();
    assert.equal(await page.locator(".method[data-writes] input:checked").count(), 0);
    await page.locator("[data-none]").click();
    await title.click();
  } else {
    await page.locator('input[name="block"][value="orders"]').check();
  }
  await submit();
  assert.equal(await page.inputValue("#token"), everywhere, "the token is shown once more, to be copied");
  assert.match(await page.locator("pre").innerText(), /^curl/);
  assert.equal((await page.locator("pre").innerText()).includes(everywhere), false);
  await see("09-key-added");

  // A key for one store, from a template.
  await page.goto("/integration/keys/add?template=cpa");
  const single = await page.inputValue("#token");
  await page.fill("#name", "CPA network");
  await page.check("#access-individual");
  assert.equal(await page.locator(".stores").isVisible(), true);
  await see("10-key-new");
  // Without a store it is sent back, and what was chosen stays.
  await submit();
  await see("11-key-refused");
  assert.equal(await page.inputValue("#token"), single);
  await page.check('input[name="store"][value="tea-example"]');
  await submit();

  assert.equal(await page.inputValue("#token"), single);
  await page.locator('main a[href*="#key-"]').click();

  // Every filter.
  await page.locator("table").waitFor();
  await see("12-keys");
  assert.deepEqual(await names(), ["CPA network", "Everywhere"]);
  assert.deepEqual(await choose({ access: 0 }), ["Everywhere"]);
  assert.deepEqual(await choose({ access: 1 }), ["CPA network"]);
  assert.deepEqual(await choose({ store: 0 }), ["CPA network", "Everywhere"]);
  assert.deepEqual(await choose({ store: 1 }), ["Everywhere"]);
  assert.deepEqual(await choose({ active: 0 }), ["CPA network", "Everywhere"]);
  assert.deepEqual(await choose({ active: 1 }), []);
  assert.deepEqual(await choose({ active: 0, access: 1, store: 0, search: "cpa" }), ["CPA network"]);
  await page.locator(".filters a.clear").click();

  // The tokens work, and no more than that.
  assert.equal((await call(hub, everywhere, "/api/v5/orders")).status, 200);
  assert.equal((await call(hub, single, "/api/v5/orders/statuses?ids[]=1")).status, 200);
  assert.equal((await call(hub, single, "/api/v5/orders")).status, 403);

  // An edit is shown in words, then saved.
  await page.locator("tbody th a", { hasText: "CPA network" }).click();
  await see("13-key-overview");
  await page.locator('.head a[href$="/edit"]').click();
  await see("13-key");
  await page.fill("#comment", "a partner");
  await page.locator('[data-block="users"] summary').click();
  await page.check('input[name="method"][value="/users"]');
  await page.uncheck('input[name="method"][value="/orders/statuses"]');
  await submit();
  assert.equal(await page.locator("h1").innerText(), text.changes);
  assert.equal(await page.locator("tbody.added tr:not(.group)").count(), 1);
  assert.equal(await page.locator("tbody.removed tr:not(.group)").count(), 1);
  await see("14-review");
  await submit();
  assert.equal((await call(hub, single, "/api/v5/users")).status, 200);
  assert.equal((await call(hub, single, "/api/v5/orders/statuses?ids[]=1")).status, 403);

  // Disabled from the list: the next call is refused.
  await page.goto("/integration/keys");
  await page.locator('tbody tr:has-text("CPA network") .c-menu summary').click();
  await page.locator('tbody tr:has-text("CPA network") a[href*="/disable"]').click();
  await see("15-disable");
  await page.locator("main button.danger").click();
  assert.match(await page.locator(".notice").innerText(), new RegExp(text.disabled));
  assert.deepEqual(await call(hub, single, "/api/v5/users"), { status: 403, json: { success: false, errorMsg: 'Wrong "apiKey" value.' } });
  assert.equal((await call(hub, everywhere, "/api/v5/orders")).status, 200);
  assert.deepEqual(await page.locator("tbody .state").allInnerTexts(), [text.off, text.on]);
  await see("16-keys-one-off");
  await page.locator('tbody tr:has-text("CPA network") .c-menu summary').click();
  await page.locator('tbody tr:has-text("CPA network") form button').click();
  assert.equal((await call(hub, single, "/api/v5/users")).status, 200);

  // The own account; a store, seen from its side; and where nothing is.
  await page.locator(".who a.me").click();
  await see("19-account");
  await page.goto("/stores");
  await page.locator("tbody th a").first().click();
  await see("17-store");
  await page.goto("/integration/keys/999").catch(() => {});
  await see("18-not-found");
  const ours = complaints.filter((text) => !text.includes("status of 404"));
  assert.deepEqual(ours, []);
}

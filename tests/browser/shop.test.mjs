// The goods of a shop as its people see them: a feed that was loaded, prices and stock by warehouse, search, a load that is
// cancelled; and what the card of a module finds.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { walks } from "./walks.mjs";

async function send(hub, token, path, fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${hub.address}${path}`, { method: "POST", headers: { "X-API-KEY": token }, body });
  const reply = await answer.json();
  assert.ok(reply.success, JSON.stringify(reply));
  return reply;
}

const sizes = ["100 g", "250 g", "1 kg"];
const offer = (product, name, group, size, place) => `<offer id="${product}#${place}" productId="${product}" quantity="${place * 3}">
<name>${name}, ${size}</name><productName>${name}</productName><price>${(4.5 * (place + 1)).toFixed(2)}</price><purchasePrice>2</purchasePrice>
<categoryId>${group}</categoryId><picture>https://shop.example.com/${product}.jpg</picture><vendor>Tea House</vendor>
<param name="Article" code="article">${product.toUpperCase()}-${place}</param><param name="Size" code="size">${size}</param></offer>`;

walks("the goods of a shop", "90-shop", async ({ hub, page, see }) => {
  hub.run("site", "add", "tea", "--name", "Tea House");
  const key = JSON.parse(hub.run("key", "add", "--name", "Tea House shop", "--sites", "tea", "--methods", "all", "--json"));
  await page.goto("/stores");
  await page.getByRole("link", { name: "Tea House" }).first().click();
  await page.locator('a[href$="/catalogue"]').first().click();
  await page.locator(".empty").waitFor();
  await see("1-no-goods");

  const names = ["Green tea Sencha", "Earl Grey", "Oolong Tie Guan Yin", "Cup with a lid and a very long name that goes on and on", "Gaiwan"];
  const goods = names.flatMap((name, index) => sizes.slice(0, 1 + (index % 3)).map((size, place) => offer(`p${index}`, name, index > 2 ? "cups" : "tea", size, place)));
  const feed = join(tmpdir(), `latchkey-feed-${process.pid}.xml`);
  writeFileSync(feed, `<yml_catalog date="2026-01-01 10:00:00"><shop><categories><category id="tea">Tea</category><category id="cups">Cups</category></categories>
<offers>${goods.join("\n")}\n<offer id="bad"/><offer id="worse"><name>Worse</name></offer></offers></shop></yml_catalog>`);
  hub.run("catalogue", "load", "tea", feed);
  for (const [code, name] of [["main", "Main warehouse"], ["depot", "Depot"]]) {
    await send(hub, key.token, `/api/v5/reference/stores/${code}/edit`, { store: JSON.stringify({ code, name }) });
  }
  await send(hub, key.token, "/api/v5/reference/price-types/wholesale/edit", { priceType: JSON.stringify({ code: "wholesale", name: "Wholesale" }) });
  const stores = [{ code: "main", available: 12 }, { code: "depot", available: 300 }];
  await send(hub, key.token, "/api/v5/store/inventories/upload", { offers: JSON.stringify([{ externalId: "p0#0", stores }, { externalId: "p1#1", stores }]) });
  const prices = [{ code: "wholesale", price: 3.2 }];
  await send(hub, key.token, "/api/v5/store/prices/upload", { prices: JSON.stringify([{ externalId: "p0#0", prices }]) });

  await page.reload();
  await page.getByText("Green tea Sencha", { exact: true }).waitFor();
  assert.match(await page.locator("body").innerText(), /Main warehouse: 12/);
  await see("2-goods");
  await page.locator("form.filters #name").fill("p1-1");
  await page.locator("form.filters button").click();
  await page.getByText("Earl Grey", { exact: true }).waitFor();
  assert.equal(await page.getByText("Gaiwan", { exact: true }).count(), 0);
  await see("3-found");

  // The card of a module says what the module would find.
  await send(hub, key.token, "/api/v5/integration-modules/opencart-1/edit", { integrationModule: JSON.stringify({ code: "opencart-1", integrationCode: "opencart", name: "OpenCart", active: true }) });
  await page.goto("/integration/marketplace");
  await page.locator("#opencart summary").first().click();
  await page.locator("#opencart .checks li").nth(1).waitFor();
  await see("4-card");
});

// An account as a large merchant has it: 40 stores, 500 keys, some of them of other companies, some about to end.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CITIES = ["Madrid", "Valencia", "Sevilla", "Bilbao", "Porto", "Lyon", "Milano", "Berlin"];
const GOODS = ["Tea House", "Coffee Lab", "Velo", "Garden Plus", "Candle Studio"];
const USES = ["WooCommerce", "Power BI export", "courier", "call centre", "landing page", "ERP sync", "CPA network", "mailing"];

/** Fills the account of a hub with `stores` stores and `keys` keys, by the command line. */
export function crowd(hub, { stores = 40, keys = 500 } = {}) {
  const codes = [];
  for (let number = 0; number < stores; number += 1) {
    const name = `${GOODS[number % GOODS.length]} ${CITIES[Math.floor(number / GOODS.length) % CITIES.length]}`;
    codes.push(`store-${number + 1}`);
    hub.run("site", "add", codes[number], "--name", name, "--url", `https://store-${number + 1}.example`);
  }
  const lines = [];
  for (let number = 0; number < keys; number += 1) {
    const own = codes.filter((_, place) => place % 7 === number % 7).slice(0, (number % 5) + 1);
    lines.push(
      `[keys.key-${number + 1}]`,
      `name = "${CITIES[number % 8]} – ${USES[(number * 3) % 8]} ${number + 1}"`,
      `sites = ${JSON.stringify(number % 4 === 0 ? ["all"] : own)}`,
      `methods = ${JSON.stringify(number % 3 === 0 ? ["read"] : ["orders.*", "customers.*"])}`,
    );
    if (number % 8 === 6) lines.push(`party = "Partner ${number % 5} GmbH"`);
    lines.push("");
  }
  const folder = mkdtempSync(join(tmpdir(), "latchkey-crowd-"));
  try {
    writeFileSync(join(folder, "keys.toml"), lines.join("\n"));
    hub.run("keys", "apply", join(folder, "keys.toml"), "--show-tokens");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Walks through the pages of a hub of their own, a user signed in: in every language with scripts, and once without.
import { after, before, test } from "node:test";
import { startHub } from "./hub.mjs";
import { look, openWindow, startBrowser } from "./pages.mjs";

/**
 * Declares the walks of a file. `name` says what is walked through, `shots` names its screenshots. A walk gets the hub, the
 * page, what the page has complained about, the language, whether there are scripts, and `see`, which looks at a page.
 */
export function walks(name, shots, walk) {
  let browser;
  before(async () => { browser = await startBrowser(); });
  after(async () => { await browser?.close(); });
  const begin = async (t, language, scripts) => {
    const hub = await startHub();
    t.after(() => hub.stop());
    const { context, page, complaints } = await openWindow(browser, { javaScriptEnabled: scripts, baseURL: hub.address });
    t.after(() => context.close());
    const see = (part) => (scripts ? look(page, `${language}-${shots}-${part}`) : undefined);
    await page.goto(hub.setup);
    await page.fill("#email", "ada@example.com");
    await page.fill("#name", "Ada Lovelace");
    await page.fill("#password", "correct horse battery");
    await page.selectOption("#language", language);
    await page.locator("main button.primary").click();
    await walk({ hub, page, complaints, see, language, scripts });
  };
  for (const language of ["en", "ru", "es"]) test(`${name} in ${language}, with scripts`, (t) => begin(t, language, true));
  test(`${name} without scripts`, (t) => begin(t, "en", false));
}

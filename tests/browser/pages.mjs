// A browser at the pages: Chromium from the system, and what every page is held to.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const chrome = [process.env.LATCHKEY_TEST_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
// A folder in which a screenshot of every page that is looked at is left; none is made without it.
const shots = process.env.LATCHKEY_TEST_SHOTS;

/** Starts the browser. */
export function startBrowser() {
  assert.ok(chrome, "Chromium is missing; ./test installs it");
  return chromium.launch({ executablePath: chrome, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

/** Opens a window; whatever a page complains about fails the walk. */
export async function openWindow(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A refused form is answered 400, one that another user changed 409, one without a session 401, which the browser notes as an error of its own.
    if (message.type() === "error" && !/status of 40[019]/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/**
 * Looks at the page in both colour schemes: axe finds nothing, nothing is wider than the window. On a page
 * that is `foreign`, drawn by another project, only serious findings of axe count.
 */
export async function look(page, name, foreign) {
  // A click has only begun to lead somewhere: without its styles a page has other sizes and colours.
  await page.waitForLoadState();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // What fades from one colour to the other is looked at when it has arrived.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
    // Of axe's rules only these depend on colours.
    const rules = colorScheme === "dark" ? ["color-contrast", "link-in-text-block"] : undefined;
    await assertAccessible(page, `${name}, ${colorScheme}`, foreign, rules);
    await shoot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 375, height: 812 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${name}: ${over} pixels wider than a phone: ${over > 0 ? await page.evaluate(widest) : ""}`);
  await shoot(page, `${name}-phone`);
  await page.setViewportSize({ width, height });
}

/** The innermost elements that reach past the right edge of the window. */
function widest() {
  const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  const clipped = (element) => element && element !== document.body && (getComputedStyle(element).overflowX !== "visible" || clipped(element.parentElement));
  const shown = out.filter((element) => !clipped(element.parentElement));
  const among = shown.length > 0 ? shown : out;
  const inner = among.filter((element) => ![...element.children].some((child) => among.includes(child)));
  return inner.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)).join("  ");
}

async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** Everything axe finds counts, landmarks and the size of what is clicked too, which is off by default. */
async function assertAccessible(page, name, foreign, only) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // A bar that sticks to the window covers what happens to be scrolled under it.
  const setBars = (position) => page.evaluate((position) => document.querySelectorAll(".bar").forEach((bar) => bar.style.setProperty("position", position)), position);
  await setBars("static");
  const options = { resultTypes: ["violations"], ...(only ? { runOnly: only } : { rules: { "target-size": { enabled: true } } }) };
  const found = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  await setBars("");
  const counts = (fault) => !foreign || ["serious", "critical"].includes(fault.impact);
  const broken = found.violations.filter(counts).map((fault) => `${fault.id}: ${fault.help}: ${fault.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n  ")}`);
  assert.deepEqual(broken, [], name);
}

// The order of a data book: by buttons, with scripts and without, and by dragging.
import assert from "node:assert/strict";
import { walks } from "./walks.mjs";

const GROUP = "approval";

walks("data books", "86-books", async ({ page, complaints, see, scripts }) => {
  const listed = () => page.locator(`tr[data-group="${GROUP}"]`).evaluateAll((rows) => rows.map((row) => row.dataset.entry));
  const said = async () => (await page.locator("[data-moved]").innerText()).trim();
  await page.goto("/books/statuses");
  await see("1-statuses");
  const [first, second, third, ...others] = await listed();

  await page.locator(`button[name="down"][value="${first}"]`).click();
  await page.waitForFunction(() => document.querySelector("[data-moved]").textContent.trim() !== "");
  assert.deepEqual(await listed(), [second, first, third, ...others]);
  // The focus stays with the entry, so that it can be moved on.
  assert.equal(await page.evaluate(() => document.activeElement.value), first);
  await page.keyboard.press("Enter");
  await page.waitForFunction(([group, entry]) => [...document.querySelectorAll(`tr[data-group="${group}"]`)][2].dataset.entry === entry, [GROUP, first]);
  assert.match(await said(), /3/);
  await see("2-moved");
  assert.equal(await page.locator(".grab:visible").count() > 0, scripts);
  if (scripts) {
    const handle = (entry) => page.locator(`tr[data-entry="${entry}"] .grab`);
    const centre = async (entry) => {
      const box = await handle(entry).boundingBox();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const drag = async (entry, to, below) => {
      const [begin, end] = [await centre(entry), await centre(to)];
      await page.mouse.move(...begin);
      await page.mouse.down();
      await page.mouse.move(end[0], end[1] + below, { steps: 4 });
    };
    const before = await said();
    // Escape puts it back.
    await drag(first, second, -10);
    assert.equal((await listed())[0], first);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    assert.deepEqual(await listed(), [second, third, first, ...others]);
    assert.equal(await said(), before);
    await drag(first, second, -10);
    await page.mouse.up();
    await page.waitForFunction((before) => document.querySelector("[data-moved]").textContent.trim() !== before, before);
    assert.deepEqual(await listed(), [first, second, third, ...others]);
    // Not into another group.
    await drag(first, "complete", 10);
    const saved = page.waitForResponse((response) => response.request().method() === "POST");
    await page.mouse.up();
    await saved;
    await page.waitForFunction(([group, entry]) => [...document.querySelectorAll(`tr[data-group="${group}"]`)].at(-1).dataset.entry === entry, [GROUP, first]);
    await page.reload();
    assert.deepEqual(await listed(), [second, third, ...others, first]);
  }
  await page.goto("/books/statuses?code=new");
  await page.locator("#entry").waitFor();
  await page.locator(`button[name="up"][value="${third}"]`).click();
  await page.waitForFunction(() => document.querySelector("[data-moved]").textContent.trim() !== "");
  assert.equal(await page.locator('#entry input[name="code"]').inputValue(), "new", "the entry in the form stays");
  assert.deepEqual(complaints, []);
});

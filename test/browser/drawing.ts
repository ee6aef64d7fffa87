import type { Locator, Page } from 'playwright-core';

/** What an administrator does at the drawing again and again, by the names that stand on it. */

/** So long a drawing may be busy with something else. */
const patienceMs = 60_000;

/** The shape with this name. */
export const shape = (page: Page, name: string): Locator =>
  page
    .locator('.djs-shape:not([data-element-id$="_label"])')
    .filter({ has: page.locator(`> .djs-visual > text`, { hasText: new RegExp(`^${name}$`) }) });

export const byId = (page: Page, id: string): Locator => page.locator(`.djs-element[data-element-id="${id}"]`);

async function middle(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox();
  if (!box) throw new Error('Expected something to be seen on the drawing but it has no box');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The middle of what is drawn of an element (a shape's own outline, without what sits around it). */
export const centre = (element: Locator) =>
  middle(element.locator('> .djs-visual > :is(rect, circle, polygon, path)').first());

/** Selects an element; whatever the drawing was busy with, until it is the one that is selected. */
export async function select(page: Page, element: Locator): Promise<string> {
  const id = (await element.getAttribute('data-element-id'))!;
  const selected = page.locator(`.djs-element.selected[data-element-id="${id}"]`);
  for (const until = performance.now() + patienceMs; performance.now() < until && (await selected.count()) === 0; ) {
    const at = await centre(byId(page, id));
    await page.mouse.click(at.x, at.y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await selected.waitFor();
  return id;
}

/** The id of the one element that is selected. */
export const selected = async (page: Page): Promise<string> =>
  (await page.locator('.djs-element.selected').getAttribute('data-element-id'))!;

/**
 * Drags a step from the list to a place of the drawing; it is selected then. The place is looked for again on the way:
 * the drawing scrolls while the pointer passes its edge.
 */
export async function dragStep(
  page: Page,
  step: string,
  place: () => Promise<{ x: number; y: number }>,
): Promise<string> {
  const list = page.getByRole('navigation', { name: '步骤' });
  await list.getByLabel('找步骤').fill(step);
  const from = await middle(list.getByRole('button', { name: step }).first());
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const near = await place();
  await page.mouse.move(near.x - 40, near.y - 40, { steps: 2 });
  const to = await place();
  await page.mouse.move(to.x - 2, to.y - 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  await list.getByLabel('找步骤').fill('');
  return selected(page);
}

/** The middle of a line. */
export const middleOf = (page: Page, id: string) => () => middle(byId(page, id).locator('> .djs-visual'));

/** Puts a step behind the selected one. */
export async function append(page: Page, step: string, name?: string): Promise<string> {
  await page.locator('.od-pad', { hasText: '下一步' }).click();
  const menu = page.getByRole('dialog', { name: '下一步' });
  await menu.getByLabel('找步骤').fill(step);
  await menu.getByRole('button', { name: step }).first().click();
  if (name) await rename(page, name);
  return selected(page);
}

/** Draws a line from one element to another. */
export async function connect(page: Page, from: Locator, to: Locator): Promise<void> {
  const lines = page.locator('.djs-connection[data-element-id]');
  const before = await lines.count();
  await select(page, from);
  await page.locator('.od-pad', { hasText: '连线' }).click();
  const id = await to.getAttribute('data-element-id');
  const accepted = page.locator(`.djs-element.connect-ok[data-element-id="${id}"]`);
  for (const until = performance.now() + patienceMs; performance.now() < until && (await accepted.count()) === 0; ) {
    const at = await centre(to);
    await page.mouse.move(at.x - 8, at.y - 2);
    await page.mouse.move(at.x, at.y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.down();
  await page.mouse.up();
  await lines.nth(before).waitFor({ state: 'attached' });
}

/** Changes the selected element into another kind. */
export async function replace(page: Page, kind: string): Promise<void> {
  await page.locator('.od-pad', { hasText: '换类型' }).click();
  await page.locator('.djs-popup').getByText(kind, { exact: true }).click();
}

export async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel('名称', { exact: true }).fill(name);
  await page.getByLabel('名称', { exact: true }).press('Enter');
}

/** Chooses one option of a list of the panel. */
export async function option(page: Page, list: string, text: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first()
    .click();
  await page.keyboard.press('Escape');
}

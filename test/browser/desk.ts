import type { Locator, Page } from 'playwright-core';

/** What a person does at the pages again and again, in the words that stand there. */

/** Chooses along a cascade: the field, then one option of each column. */
export async function cascade(page: Page, field: string, ...steps: readonly string[]): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  for (const step of steps)
    await page
      .locator('.ant-cascader-menu-item')
      .filter({ hasText: new RegExp(`^${step}$`) })
      .filter({ visible: true })
      .click();
  await page.keyboard.press('Escape');
}

/** Chooses one entry of a list that is searched by typing. */
export async function pick(page: Page, field: Locator, words: string): Promise<void> {
  await field.click();
  await field.fill(words);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
}

/** Opens the task of a case at a step from the list of 待办: what waits for nobody in particular, or what is mine. */
export async function takeTask(page: Page, view: 'mine' | 'unclaimed', step: string, title: string): Promise<void> {
  await page.goto(`/tasks?view=${view}`);
  await taskRow(page, step, title).click();
  await submitButton(page).waitFor();
}

export const taskRow = (page: Page, step: string, title: string): Locator =>
  page.getByRole('region', { name: '待办清单' }).getByRole('link').filter({ hasText: step }).filter({ hasText: title });

export const submitButton = (page: Page): Locator => page.getByRole('button', { name: '提交，打开下一件' });

/** Submits the step and waits until the page says so. */
export async function submit(page: Page, step: string): Promise<void> {
  await submitButton(page).click();
  await page.getByText(`“${step}”已提交`).waitFor();
}

/** A choice that stands as a button: a card, a way, a yes or no. */
export const choose = (page: Page | Locator, name: string | RegExp): Promise<void> =>
  page.getByRole('radio', { name }).click();

/** Names typed one after the other into a field that takes several. */
export async function names(page: Page, field: string, ...given: readonly string[]): Promise<void> {
  const box = page.getByRole('combobox', { name: field });
  for (const name of given) {
    await box.fill(name);
    await box.press('Enter');
  }
  await box.press('Escape');
}

/** A day typed into a date field, as it is written there. */
export async function chooseDay(page: Page, field: string, day: string): Promise<void> {
  const box = page.getByLabel(field);
  await box.fill(day);
  await box.press('Enter');
}

/** The texts of what stands on the page at this moment, each on one line; who compares them asks until they are there. */
export async function texts(those: Locator): Promise<string[]> {
  return (await those.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** The acts of the timeline, newest first, without their times. */
export const timeline = (page: Page): Promise<string[]> =>
  texts(page.getByRole('region', { name: '时间线' }).locator('li p:first-child'));

/** The five stages with what stands below each. */
export const stages = (page: Page): Promise<string[]> =>
  texts(page.getByRole('list', { name: '五个阶段' }).locator('li'));

import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin';

/**
 * Filters as DMN says (10.3.2.5). feelin decides by the look of a test whether it is an index or a condition, evaluates what
 * looks like an index once without `item`, and drops items that are false or null. The amended source tries the test
 * on every item, in a box that feelin cannot lose:
 * `onedoor filter(onedoor boxes(list)[onedoor keep(onedoor box, test) = true])`.
 */
interface Box {
  readonly item: unknown;
  /** Stands for no item at all, so that an index into an empty list is still seen to be one. */
  readonly phantom: boolean;
  result: unknown;
}

const isContext = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ![FeelDate, FeelDateTime, FeelTime, FeelDuration, FeelRange, FeelFunction].some((type) => value instanceof type);

const NAME = 'onedoor box';

function boxes(list: unknown): unknown {
  if (list === null || list === undefined) return null;
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  const boxed = (item: unknown, phantom: boolean) => ({
    ...(isContext(item) ? item : {}),
    item,
    [NAME]: { item, phantom, result: null } satisfies Box,
  });
  return items.length === 0 ? [boxed(null, true)] : items.map((item) => boxed(item, false));
}

function keep(box: unknown, result: unknown): boolean {
  (box as Box).result = result ?? null;
  return true;
}

function filter(kept: unknown): unknown {
  if (!Array.isArray(kept)) return null;
  const all = kept.map((one) => (one as Record<string, unknown>)[NAME] as Box);
  const items = all.filter(({ phantom }) => !phantom).map(({ item }) => item);
  const index = all[0]?.result;
  if (typeof index === 'number') return items.at(index > 0 ? index - 1 : index) ?? null;
  return all.filter(({ phantom, result }) => !phantom && result === true).map(({ item }) => item);
}

export const filterFunctions: Readonly<Record<string, FeelFunction>> = {
  'onedoor boxes': new FeelFunction(boxes, ['list']),
  'onedoor keep': new FeelFunction(keep, ['box', 'result']),
  'onedoor filter': new FeelFunction(filter, ['kept']),
};

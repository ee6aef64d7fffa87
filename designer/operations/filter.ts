/** Which instances are looked at: in the address of the page, so that a view can be kept and sent on. */
import type { InstanceFilter, RunStatus, VariableTest } from '../../server/operations/contract.ts';
import { dayOf } from '../../ui/text/dates.ts';

/** The views of the list. */
export const views = [
  { key: 'active', label: '在办' },
  { key: 'suspended', label: '暂停的' },
  { key: 'stuck', label: '卡住的' },
  { key: 'completed', label: '办完的' },
  { key: 'cancelled', label: '撤销的' },
  { key: 'all', label: '全部' },
] as const;

export type View = (typeof views)[number]['key'];

const statuses: Readonly<Partial<Record<View, RunStatus>>> = {
  active: 'active',
  suspended: 'suspended',
  completed: 'completed',
  cancelled: 'cancelled',
};

export const viewOf = (search: URLSearchParams): View =>
  views.find(({ key }) => key === search.get('view'))?.key ?? 'active';

/**
 * What the address asks for. `older` and `newer` are days before the day of `now` in Shanghai: the filter stays the same
 * all day, and so does the page.
 */
export function filterOf(search: URLSearchParams, now: Date): InstanceFilter {
  const view = viewOf(search);
  const text = (name: string) => search.get(name) || undefined;
  const [older, newer] = [search.get('older'), search.get('newer')];
  const tests = testsOf(search);
  return compact<InstanceFilter>({
    process: text('process'),
    version: text('version'),
    element: text('element'),
    number: text('number'),
    status: statuses[view],
    incident: view === 'stuck' ? true : undefined,
    startedBefore: older ? dayBefore(now, Number(older)) : undefined,
    startedAfter: newer ? dayBefore(now, Number(newer)) : undefined,
    variables: tests.length ? tests : undefined,
    oldest: search.get('oldest') === 'true' ? true : undefined,
  });
}

/** Tests of facts in the address; what cannot be read there is left out. */
export function testsOf(search: URLSearchParams): VariableTest[] {
  try {
    const read: unknown = JSON.parse(search.get('variables') ?? '[]');
    return Array.isArray(read) ? (read as VariableTest[]) : [];
  } catch {
    return [];
  }
}

/** The filter as the server's address takes it. */
export function addressOf({ variables, ...filter }: InstanceFilter): Record<string, string | boolean | undefined> {
  return { ...filter, variables: variables?.length ? JSON.stringify(variables) : undefined };
}

/** A test of a fact from what was typed: numbers and yes/no are what they look like, when the fact is of that type. */
export function testOf(name: string, is: VariableTest['is'], typed: string, type: string): VariableTest {
  if (is === 'present') return { name, is };
  return { name, is, value: typedValue(typed, type) };
}

/** What was typed, as the type of the fact wants it. */
export function typedValue(typed: string, type: string): string | number | boolean {
  const text = typed.trim();
  if (type === 'number' && text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'boolean') return ['是', 'true', '1'].includes(text);
  return text;
}

/** Whether anything but the view narrows the list. */
export const isNarrowed = (search: URLSearchParams): boolean =>
  ['process', 'version', 'element', 'number', 'older', 'newer', 'variables'].some((name) => search.get(name));

/** Midnight in Shanghai, so many days before the day of `now`; after it when they are negative. */
export function dayBefore(now: Date, days: number): string {
  return `${dayOf(new Date(now.getTime() - days * 86_400_000))}T00:00:00+08:00`;
}

/** What is asked for; fields that ask nothing are left out. */
export const compact = <T extends object>(filter: { readonly [Name in keyof T]: T[Name] | undefined }): T =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as T;

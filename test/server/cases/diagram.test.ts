import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../../engine/model/door.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { InstanceState } from '../../../engine/model/instance.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { elementsOf, standing, traceHistory } from '../../../server/cases/diagram.ts';

// Both procedures have a flow of the same name, as drawings of different hands do.
const procedures = {
  'outer@1': { flows: { a: {}, same: {} } },
  'inner@2': { flows: { same: {}, b: {} } },
} as unknown as Record<string, Procedure>;
const entry = (rev: number, at: string, name: string, ...events: HistoryEvent[]): HistoryEntry => ({
  ...{ rev, at: new Date(at), actor: { kind: 'user', id: 'u', name } },
  ...{ command: { type: 'continue' }, events },
});
const history = [
  entry(
    1,
    '2026-11-23T01:00:00Z',
    '何敏',
    { type: 'instance.started', procedure: 'outer@1' },
    { type: 'entered', element: 'start', activation: 1, scope: 1 },
    { type: 'flow', flow: 'a' },
    { type: 'entered', element: 'call', activation: 2, scope: 1 },
    { type: 'called', element: 'call', procedure: 'inner@2' },
    { type: 'entered', element: 'ask', activation: 3, scope: 2, procedure: 'inner@2' },
  ),
  entry(
    2,
    '2026-11-24T01:00:00Z',
    '刘志强',
    { type: 'task.completed', element: 'ask', task: 3, user: 'u' },
    { type: 'left', element: 'ask', activation: 3, how: 'completed' },
    { type: 'flow', flow: 'same' },
    { type: 'entered', element: 'mediate', activation: 4, scope: 2, procedure: 'inner@2' },
  ),
];

test('each procedure has its own way, also where names are the same', () => {
  const traces = traceHistory(history, (key) => procedures[key]);
  expect(traces.map(({ key, flows, elements }) => [key, [...flows], [...elements.keys()]])).toEqual([
    ['outer@1', ['a'], ['start', 'call']],
    ['inner@2', ['same'], ['ask', 'mediate']],
  ]);
  const late = elementsOf(
    traces[1]!,
    new Set(['mediate']),
    new Set(['mediate']),
    new Map([['mediate', '调解员 · 超 1 个工作日']]),
    () => '24日',
  );
  expect(late).toEqual({
    ask: { state: 'done', note: '24日 刘志强', count: 1 },
    mediate: { state: 'late', note: '调解员 · 超 1 个工作日', count: 1 },
  });
});

test('tokens stand in the procedure that called, and in the one that was called', () => {
  const state = {
    scopes: [
      { i: 1, p: 'outer@1', d: 'outer', v: {} },
      { i: 2, p: 'inner@2', d: 'inner', t: 10, v: {} },
      { i: 3, d: 'part', t: 11, v: {} },
    ],
    tokens: [
      { i: 10, s: 1, n: 'call~on' },
      { i: 11, s: 2, n: 'part~on' },
      { i: 12, s: 3, n: 'mediate~on' },
    ],
  } as unknown as InstanceState;
  expect(standing(state)).toEqual(
    new Map([
      ['outer@1', new Set(['call'])],
      ['inner@2', new Set(['part', 'mediate'])],
    ]),
  );
});

test('what stands goes on in the version it was taken to, what was done stays in the other', () => {
  const found = {
    'outer@1': { flows: { a: {} } },
    'outer@2': { flows: { a: {}, b: {} } },
  } as unknown as Record<string, Procedure>;
  const plan = { from: 'outer@1', to: 'outer@2', elements: { ask: 'askAgain' } };
  const traces = traceHistory(
    [
      entry(
        1,
        '2026-11-23T01:00:00Z',
        '何敏',
        { type: 'instance.started', procedure: 'outer@1' },
        { type: 'entered', element: 'prepare', activation: 1, scope: 1 },
        { type: 'left', element: 'prepare', activation: 1, how: 'completed' },
        { type: 'flow', flow: 'a' },
        { type: 'entered', element: 'ask', activation: 2, scope: 1 },
      ),
      entry(2, '2026-11-24T01:00:00Z', '周明', { type: 'migrated', reason: '换新版', plan }),
      entry(
        3,
        '2026-11-25T01:00:00Z',
        '刘志强',
        { type: 'task.completed', element: 'askAgain', task: 2, user: 'u' },
        { type: 'left', element: 'askAgain', activation: 2, how: 'completed' },
        { type: 'flow', flow: 'b' },
      ),
    ],
    (key) => found[key],
  );
  const opens = traces.map(({ key, elements, flows }) => [
    key,
    [...elements].map(([id, { count, open, by }]) => [id, count, open, by]),
    [...flows],
  ]);
  expect(opens).toEqual([
    [
      'outer@1',
      [
        ['prepare', 1, 0, null],
        ['ask', 1, 0, null],
      ],
      ['a'],
    ],
    ['outer@2', [['askAgain', 1, 0, '刘志强']], ['b']],
  ]);
});

import { expect, test } from 'vitest';
import type { InstanceState } from '../../../engine/model/instance.ts';
import { visibleVariables } from '../../../server/catalogue/variables.ts';

const state: InstanceState = {
  f: 1,
  n: 9,
  status: 'active',
  entries: 5,
  subs: [],
  incidents: [],
  scopes: [
    { i: 1, p: 'case-lifecycle@1', d: 'case-lifecycle', v: { case: 'a', level: 3, secret: 'of the caller' } },
    { i: 3, d: 'handling', t: 2, v: { level: 4 } },
    { i: 5, p: 'dispatch-order@1', d: 'dispatch-order', t: 4, v: { order: 'o', level: 2 } },
    { i: 7, d: 'await-result', t: 6, v: { answer: 'x' } },
  ],
  tokens: [
    { i: 2, s: 1, n: 'handling~on' },
    { i: 4, s: 3, n: 'dispatch~on' },
    { i: 6, s: 5, n: 'await-result~on', v: { local: 1 } },
    { i: 8, s: 7, n: 'rule-extension~on', a: 9, v: { order: 'shadowed' } },
  ],
};

test('a task sees its own variables, then those of its scopes, up to the border of its procedure', () => {
  expect({ ...visibleVariables(state, 9) }).toEqual({ order: 'shadowed', answer: 'x', local: 1, level: 2 });
});

test('nothing is visible where there is no such activation', () => {
  expect({ ...visibleVariables(state, 42) }).toEqual({});
});

import { expect, test } from 'vitest';
import {
  linesOf,
  numbersOf,
  planOf,
  restartTimer,
  sendTo,
  targetsFor,
} from '../../../designer/operations/migration/plan.ts';
import type { MigrationDraft } from '../../../server/operations/change.contract.ts';
import type { VersionView } from '../../../server/operations/contract.ts';

const draft: MigrationDraft = {
  plan: { from: 'p@1', to: 'p@2', elements: { ask: 'ask' }, flows: { f: 'f' }, restart: ['late'] },
  lines: [
    {
      element: 'ask',
      name: '征求意愿',
      kind: 'userTask',
      to: 'ask',
      toName: '征求意愿',
      because: 'same',
      text: '同一步骤',
      timer: false,
    },
    {
      element: 'old',
      name: '就地调解',
      kind: 'userTask',
      to: null,
      toName: null,
      because: 'gone',
      text: '新版里没有',
      timer: false,
    },
    {
      element: 'late',
      name: '满 3 天',
      kind: 'boundaryTimer',
      to: 'late',
      toName: '满 3 天',
      because: 'same',
      text: '同一步骤',
      timer: true,
    },
  ],
};
const lines = linesOf(draft);

test('the proposal becomes lines and, unedited, the same plan again', () => {
  expect(lines.map(({ element, to, restart, edited, same }) => ({ element, to, restart, edited, same }))).toEqual([
    { element: 'ask', to: 'ask', restart: false, edited: false, same: true },
    { element: 'old', to: undefined, restart: false, edited: false, same: false },
    { element: 'late', to: 'late', restart: true, edited: false, same: true },
  ]);
  expect(planOf(draft.plan, lines)).toEqual({
    from: 'p@1',
    to: 'p@2',
    elements: { ask: 'ask', late: 'late' },
    flows: { f: 'f' },
    restart: ['late'],
  });
});

test('a line is sent elsewhere or nowhere, and a timer keeps its time', () => {
  const edited = restartTimer(sendTo(sendTo(lines, 'old', 'new'), 'ask', undefined), 'late', false);
  expect(planOf(draft.plan, edited)).toEqual({
    from: 'p@1',
    to: 'p@2',
    elements: { old: 'new', late: 'late' },
    flows: { f: 'f' },
    restart: [],
  });
  expect(edited.map(({ edited: byHand }) => byHand)).toEqual([true, true, false]);
});

test('a timer that goes nowhere is not restarted', () => {
  expect(planOf(draft.plan, sendTo(lines, 'late', undefined)).restart).toEqual([]);
});

test('what belongs together has one number on both sides', () => {
  const numbers = numbersOf(sendTo(lines, 'old', 'ask'));
  expect([...numbers.from]).toEqual([
    ['ask', '1'],
    ['old', '2'],
    ['late', '3'],
  ]);
  expect([...numbers.to]).toEqual([
    ['ask', '1、2'],
    ['late', '3'],
  ]);
});

test('only elements of the same kind are offered', () => {
  const element = (id: string, kind: string) => ({
    element: id,
    name: id,
    kind,
    scope: 'p',
    stands: true,
    timer: false,
  });
  const to = {
    elements: [element('ask', 'userTask'), element('send', 'sendTask'), element('new', 'userTask')],
  } as unknown as VersionView;
  expect(targetsFor(lines[1]!, to).map((one) => one.element)).toEqual(['ask', 'new']);
});

import { expect, test } from 'vitest';
import { marksOf, stepWords, stuckPaint } from '../../../designer/operations/instance/marks.ts';
import { changeOf, consequence, targetsOf } from '../../../designer/operations/instance/move.ts';
import type { Scope, Token, VersionView } from '../../../server/operations/contract.ts';
import { paints } from '../../../ui/diagram/colours.ts';

test('what is done, on, late and stuck is marked; what is chosen is outlined', () => {
  const marks = marksOf(
    {
      ask: { state: 'done', note: '23日 调解员', count: 2 },
      mediate: { state: 'now', note: null, count: 1 },
      reply: { state: 'late', note: null, count: 1 },
      count: { state: 'stuck', note: null, count: 1 },
    },
    'ahead',
  );
  expect(marks).toEqual({
    ask: { paint: paints.done, note: '23日 调解员 · 第 2 次' },
    mediate: { paint: paints.now, token: 'now' },
    reply: { paint: paints.late, token: 'late', badge: { text: '超期', tone: 'danger' } },
    count: { paint: stuckPaint, token: 'late', badge: { text: '卡住', tone: 'danger' } },
    ahead: { paint: paints.ahead, chosen: true },
  });
});

test('what a click says', () => {
  expect(stepWords('回访', undefined)).toBe('回访：没有走到');
  expect(stepWords('', { state: 'now', note: null, count: 1 })).toBe('这一处：停在这里');
  expect(stepWords('回访', { state: 'done', note: '23日', count: 3 })).toBe('回访：办过了，走到过 3 次，23日');
});

const token: Token = {
  element: 'mediate',
  name: '就地调解',
  procedure: 'p@1',
  token: 7,
  scope: 1,
  kind: 'userTask',
  stuck: false,
  inside: null,
};

test('a wish becomes one change, or none while something is missing', () => {
  expect(changeOf({ how: 'move', token: undefined, to: 'ask' })).toBeUndefined();
  expect(changeOf({ how: 'move', token, to: undefined })).toBeUndefined();
  expect(changeOf({ how: 'move', token, to: 'ask' })).toEqual({ do: 'move', token: 7, to: 'ask' });
  expect(changeOf({ how: 'add', token, to: 'ask' })).toEqual({ do: 'add', scope: 1, element: 'ask' });
  expect(changeOf({ how: 'cancel', token, to: 'ask' })).toEqual({ do: 'cancel', token: 7 });
});

test('the consequence is told before it happens', () => {
  expect(consequence({ how: 'move', token, to: 'ask' }, '征求意愿', 0)).toBe(
    '“就地调解”就此停下，它的待办、计时和里面没办完的一起撤下。从“征求意愿”重新开始办，条件不再判断。已经办过的留着，不会重做。',
  );
  expect(consequence({ how: 'add', token, to: 'ask' }, '征求意愿', 0)).toBe(
    '“就地调解”照旧，另外从“征求意愿”再开一路，两路都要走完。',
  );
  expect(consequence({ how: 'cancel', token, to: undefined }, undefined, 0)).toContain('流程会就此结束');
  expect(consequence({ how: 'cancel', token, to: undefined }, undefined, 2)).toContain('其余 2 处照旧往下走');
});

test('one goes to a step beside, or to the beginning, never to what begins by its event or out of a loop', () => {
  const element = (id: string, kind: string, scope: string) => ({
    ...{ element: id, name: id, kind, scope },
    ...{ stands: true, timer: false },
  });
  const version = {
    process: 'p',
    elements: [
      element('begin', 'startEvent', 'p'),
      element('ask', 'userTask', 'p'),
      element('letter', 'messageStartEvent', 'p'),
      element('late', 'timerBoundaryEvent', 'p'),
      element('besides', 'eventSubProcess', 'p'),
      element('any', 'complexGateway', 'p'),
      element('inner', 'userTask', 'sub'),
    ],
  } as unknown as VersionView;
  const scopes = [
    { element: 'p', scope: 1, loop: null },
    { element: 'sub', scope: 2, loop: null },
    { element: 'sub', scope: 3, loop: { begun: 1, completed: 0, total: 3 } },
  ] as unknown as Scope[];
  expect(targetsOf(version, token, scopes).map((one) => one.element)).toEqual(['begin', 'ask']);
  expect(targetsOf(version, { ...token, scope: 2 }, scopes).map((one) => one.element)).toEqual(['inner']);
  expect(targetsOf(version, { ...token, scope: 3 }, scopes)).toEqual([]);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { compileDecisions } from '../../engine/decision/index.ts';
import type { Decision } from '../../engine/model/expression.ts';
import type { Variables } from '../../engine/model/variables.ts';
import type { World } from '../../engine/model/world.ts';
import { calendar } from './support/calendar.ts';
import { filesOf } from './support/folders.ts';

const world: World = {
  now: Date.parse('2026-11-23T09:00:00+08:00'),
  procedure: () => undefined,
  latest: () => undefined,
  calendar,
  hasHands: () => true,
};

let decisions: ReadonlyMap<string, Decision>;
beforeAll(async () => {
  const file = filesOf('case-lifecycle').find(({ path }) => path === 'triage.dmn')!;
  const { decisions: compiled, problems } = await compileDecisions(file);
  expect(problems).toEqual([]);
  decisions = new Map(compiled.map((decision) => [decision.id, decision]));
});

const ask = (id: string, facts: Variables) => decisions.get(id)!.evaluate(facts, world).output;

/** A small matter between two people, everybody willing. */
const small: Variables = {
  people: 2,
  amount: null,
  monthsSince: null,
  violence: false,
  lifeThreat: false,
  policeReports: 0,
  failedMediations: 0,
  collective: false,
  vulnerable: false,
  sensitive: false,
  sensitiveTime: false,
  willing: true,
  litigation: false,
  needsDepartment: false,
};
/** domain.md 5.2, case 3: 22 workers, 41.6 万元 of wages. */
const wages: Variables = {
  ...small,
  people: 22,
  amount: 416_000,
  monthsSince: 2,
  collective: true,
  sensitive: true,
  sensitiveTime: true,
  needsDepartment: true,
};

test('the score says what it is made of', () => {
  expect(ask('items', wages)).toEqual([
    { label: '涉及 22 人（10–29 人）', points: 15 },
    { label: '金额 41.6 万元（20 万元以上）', points: 7 },
    { label: '集体访、越级访或网络舆情', points: 10 },
    { label: '敏感事项', points: 15 },
    { label: '敏感节点', points: 5 },
  ]);
  expect(ask('triage', wages)).toEqual({ score: 52, level: 3, route: 'order' });
});

describe('each item scores by itself', () => {
  test.each([
    [{ people: 1 }, 0],
    [{ people: 2 }, 0],
    [{ people: 3 }, 5],
    [{ people: 9 }, 5],
    [{ people: 10 }, 15],
    [{ people: 29 }, 15],
    [{ people: 30 }, 22],
    [{ people: 49 }, 22],
    [{ people: 50 }, 30],
    [{ violence: true }, 30],
    [{ violence: true, lifeThreat: true }, 30],
    [{ policeReports: 1 }, 5],
    [{ policeReports: 2 }, 15],
    [{ policeReports: 8 }, 15],
    [{ failedMediations: 1 }, 5],
    [{ failedMediations: 2 }, 10],
    [{ monthsSince: 6 }, 0],
    [{ monthsSince: 7 }, 5],
    [{ amount: 49_999.99 }, 0],
    [{ amount: 50_000 }, 3],
    [{ amount: 199_999.99 }, 3],
    [{ amount: 200_000 }, 7],
    [{ amount: 1_000_000 }, 12],
    [{ collective: true }, 10],
    [{ vulnerable: true }, 10],
    [{ sensitive: true }, 15],
    [{ sensitiveTime: true }, 5],
  ] as [Variables, number][])('%j scores %i', (facts, points) => {
    expect(ask('score', { ...small, ...facts })).toBe(points);
  });

  test('unknown facts score nothing', () => {
    expect(ask('triage', { people: 2 })).toEqual({ score: 0, level: 1, route: 'on_site' });
  });

  test('a hundred is the most', () => {
    const worst = {
      ...wages,
      people: 60,
      violence: true,
      policeReports: 3,
      failedMediations: 2,
      amount: 5_000_000,
      vulnerable: true,
    };
    expect(ask('score', worst)).toBe(100);
  });
});

describe('the level follows the score, and danger lifts it', () => {
  const scoring = (points: number): Variables => ({ ...small, ...steps[points]! });
  const steps: Readonly<Record<number, Variables>> = {
    15: { sensitive: true },
    20: { sensitive: true, sensitiveTime: true },
    37: { people: 30, sensitive: true },
    40: { people: 10, sensitive: true, vulnerable: true },
    57: { people: 30, sensitive: true, vulnerable: true, collective: true },
    60: { people: 50, sensitive: true, vulnerable: true, sensitiveTime: true },
  };
  test.each([
    [15, 1],
    [20, 2],
    [37, 2],
    [40, 3],
    [57, 3],
    [60, 4],
  ])('%i points are level %i', (points, level) => {
    expect(ask('score', scoring(points))).toBe(points);
    expect(ask('level', scoring(points))).toBe(level);
  });
  test('violence is orange at least, danger to life always red', () => {
    expect(ask('level', { ...small, violence: true })).toBe(3);
    expect(ask('level', { ...small, lifeThreat: true })).toBe(4);
  });
});

describe('the recommended route', () => {
  test.each([
    [small, 'on_site'],
    [{ ...small, willing: null }, 'on_site'],
    [{ ...small, willing: false }, 'other'],
    [{ ...small, litigation: true, needsDepartment: true }, 'other'],
    [{ ...small, lifeThreat: true }, 'order'],
    [{ ...small, needsDepartment: true }, 'order'],
    [{ ...wages, needsDepartment: false }, 'scheduled'],
  ] as [Variables, string][])('%j → %s', (facts, route) => {
    expect(ask('route', facts)).toBe(route);
  });
});

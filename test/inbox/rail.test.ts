import { expect, test } from 'vitest';
import { homeOf, mayRegister, railOf } from '../../inbox/rail.ts';
import { taskOf, taskPath } from '../../inbox/taskPath.ts';
import type { Role } from '../../server/identity/contract.ts';

const rail = (...roles: Role[]) => railOf(roles).map(({ label }) => label);

test('each role sees what it works with', () => {
  expect({
    desk: rail('desk'),
    mediator: rail('mediator'),
    director: rail('director'),
    leader: rail('leader'),
    admin: rail('admin'),
    auditor: rail('auditor'),
  }).toEqual({
    desk: ['登记台', '待办', '案件', '预约', '通讯录'],
    mediator: ['待办', '案件', '交办单', '预约', '信函', '通讯录'],
    director: ['待办', '交办单', '案件', '预约', '信函', '通讯录', '运行'],
    leader: ['包案', '待办', '交办单', '案件'],
    admin: ['流程设计', '运行', '通讯录'],
    auditor: ['审计', '案件', '运行'],
  });
});

test('several roles share one rail without repeating', () => {
  expect(rail('mediator', 'desk')).toEqual(['登记台', '待办', '案件', '预约', '通讯录', '交办单', '信函']);
});

test('everybody starts at the first entry; only the town’s desk hands register', () => {
  expect(
    (['desk', 'mediator', 'director', 'leader', 'admin', 'auditor'] as const).map((role) => [
      homeOf([role]),
      mayRegister([role]),
    ]),
  ).toEqual([
    ['/register', true],
    ['/tasks', true],
    ['/tasks', true],
    ['/leading', false],
    ['/designer/', false],
    ['/audit', false],
  ]);
});

test('the address of a task leads back to its id', () => {
  const id = '01a1f82f-1e80-75d6-9d19-8594c4986185.16';
  expect(taskPath(id)).toBe('/tasks/01a1f82f-1e80-75d6-9d19-8594c4986185/16');
  expect(taskOf({ instance: '01a1f82f-1e80-75d6-9d19-8594c4986185', number: '16' })).toBe(id);
  expect(taskOf({})).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { admit } from '../../../engine/core/commands/refuse.ts';
import { checkShape } from '../../../engine/core/commands/shape.ts';
import type { Command } from '../../../engine/model/command.ts';
import { Rejected } from '../../../engine/model/rejection.ts';

const refusal = (command: unknown): string | undefined => {
  try {
    checkShape(command as Command);
    return undefined;
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    expect(error.code).toBe('invalid');
    return error.message;
  }
};

describe('what is no command', () => {
  it.each([
    [null, 'Expected a command but it was something else'],
    ['cancel', 'Expected a command but it was something else'],
    [[], 'Expected a command but it was something else'],
    [{}, 'Expected a known command but it was undefined'],
    [{ type: 'burn' }, 'Expected a known command but it was burn'],
    [{ type: 'toString' }, 'Expected a known command but it was toString'],
    [{ type: 'cancel' }, 'Expected reason of cancel to be text but it was not'],
    [{ type: 'cancel', reason: 'a\0' }, 'Expected reason of cancel to be text but it was not'],
    [{ type: 'cancel', reason: '\ud800' }, 'Expected reason of cancel to be text but it was not'],
    [{ type: 'task.claim', task: '3', user: 'li' }, 'Expected task of task.claim to be number but it was not'],
    [{ type: 'task.claim', task: 3, user: 5 }, 'Expected user of task.claim to be text but it was not'],
    [{ type: 'variables.set', variables: [] }, 'Expected variables of variables.set to be object but it was not'],
    [
      { type: 'modify', reason: '', changes: [{ do: 'burn' }] },
      'Expected changes of modify to be changes but it was not',
    ],
    [
      { type: 'modify', reason: '', changes: [{ do: 'cancel', token: '1' }] },
      'Expected changes of modify to be changes but it was not',
    ],
    [
      { type: 'migrate', reason: '', plan: { from: 'p@1', to: 'p@2', elements: { a: 1 } } },
      'Expected plan of migrate to be plan but it was not',
    ],
  ])('%j', (command, message) => {
    expect(refusal(command)).toBe(message);
  });
});

describe('what is one', () => {
  it.each<Command>([
    { type: 'continue' },
    { type: 'resume' },
    { type: 'start', procedure: 'p@1' },
    { type: 'task.transfer', task: 3, user: 'li', reason: '请假' },
    { type: 'modify', reason: 'x', changes: [{ do: 'move', token: 3, to: 'a', variables: {} }] },
    { type: 'migrate', reason: 'x', plan: { from: 'p@1', to: 'p@2', elements: { a: 'b' }, restart: ['a'] } },
  ])('$type', (command) => {
    expect(refusal(command)).toBeUndefined();
  });
});

it('more variables than are written in one go are refused', () => {
  const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`v${at}`, at]));
  expect(Object.keys(admit(named(500)))).toHaveLength(500);
  expect(() => admit(named(501))).toThrow('Expected at most 500 variables in a command but there are 501');
});

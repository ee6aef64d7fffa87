import { CompiledQuery, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { genericPlans } from '../../../engine/index.ts';
import type { Statement } from '../../../engine/model/door.ts';
import { together } from '../../../server/platform/together.ts';

interface Message {
  /** Kind, town and keys of each statement. */
  readonly asked: readonly (readonly [kind: string, town: number, keys: readonly string[]])[];
  /** Answers each statement with its keys that are not “none”, or fails. */
  answer(error?: Error): void;
}

/** A database that is answered by hand. */
function database() {
  const sent: Message[] = [];
  const executeQuery = ({ parameters }: { readonly parameters: readonly Statement[] }) =>
    new Promise((resolve, reject) => {
      const [first, ...statements] = parameters;
      expect(first).toBe(genericPlans);
      const asked = statements.map(
        ({ sql, parameters }) => [sql, ...parameters] as unknown as Message['asked'][number],
      );
      const rowsOf = (keys: readonly string[]) => ({ rows: keys.filter((key) => key !== 'none') });
      const rows = [{ rows: [] }, ...asked.map(([, , keys]) => rowsOf(keys))];
      sent.push({ asked, answer: (error) => (error ? reject(error) : resolve({ rows })) });
    });
  return { sent, db: { isTransaction: false, executeQuery } as unknown as Kysely<unknown> };
}

const reader = (kind: string) =>
  together<string, string>({
    find: (town, keys) => CompiledQuery.raw(kind, [town, keys]) as CompiledQuery<string>,
    keyed: (rows) => new Map(rows.map((key) => [key, `${kind} ${key}`])),
  });
const [apple, pear] = [reader('apple'), reader('pear')];
const turn = () => new Promise(setImmediate);

test('what is asked for while a message is under way travels together in the next, each key once', async () => {
  const { db, sent } = database();
  const asked = ['a', 'b', 'none', 'b'].map((key) => apple(db, 1, key));
  sent[0]!.answer();
  expect(await asked[0]).toBe('apple a');
  await turn();
  sent[1]!.answer();
  expect(await Promise.all(asked)).toEqual(['apple a', 'apple b', undefined, 'apple b']);
  expect(sent.map((one) => one.asked)).toEqual([[['apple', 1, ['a']]], [['apple', 1, ['b', 'none']]]]);
});

test('the same key is read again by whoever asks later', async () => {
  const { db, sent } = database();
  const first = apple(db, 1, 'a');
  sent[0]!.answer();
  await first;
  await turn();
  const second = apple(db, 1, 'a');
  sent[1]!.answer();
  expect(await second).toBe('apple a');
});

test('kinds and towns have statements of their own in one message, databases messages of their own', async () => {
  const [one, other] = [database(), database()];
  void apple(one.db, 1, 'first');
  const asked = [apple(one.db, 1, 'a'), pear(one.db, 1, 'a'), apple(one.db, 2, 'a'), apple(one.db, 1, 'b')];
  void apple(other.db, 1, 'a');
  one.sent[0]!.answer();
  await turn();
  one.sent[1]!.answer();
  expect(await Promise.all(asked)).toEqual(['apple a', 'pear a', 'apple a', 'apple b']);
  expect([one.sent[1]!.asked, other.sent[0]!.asked]).toEqual([
    [
      ['apple', 1, ['a', 'b']],
      ['apple', 2, ['a']],
      ['pear', 1, ['a']],
    ],
    [['apple', 1, ['a']]],
  ]);
});

test('a connection that is lost is told to those whose message it was, and the next goes on', async () => {
  const { db, sent } = database();
  const [one, other] = [apple(db, 1, 'a'), pear(db, 1, 'b')];
  sent[0]!.answer(new Error('gone'));
  await expect(one).rejects.toThrow('gone');
  await turn();
  sent[1]!.answer();
  expect(await other).toBe('pear b');
});

test('what the database refused for one is answered to the others', async () => {
  const { db, sent } = database();
  void apple(db, 1, 'first');
  const [bad, good] = [apple(db, 1, 'bad'), pear(db, 1, 'good')];
  const refused = Object.assign(new Error('out of range'), { severity: 'ERROR' });
  sent[0]!.answer();
  await turn();
  const told = expect(bad).rejects.toThrow('out of range');
  for (const [index, error] of [refused, refused, undefined].entries()) {
    sent[index + 1]!.answer(error);
    await turn();
  }
  await told;
  expect(await good).toBe('pear good');
});

import { expect, test } from 'vitest';
import '../../../engine/index.ts';
import { allStatements } from '../../../engine/store/statement.ts';

/** The rules by which the schema distributes by town, read off the statements themselves. */
const statements = allStatements().map(([name, text]) => ({ name, text: text.replaceAll(/\s+/g, ' ') }));
/** Looks over all towns, reads only, locks nothing. */
const acrossTowns = [
  'timer.due',
  'job.ready',
  'delivery.due',
  'start.due',
  'message.due',
  'town.list',
  'bulk.due',
  'bulk.ended',
];

const ofTransactions = (name: string) => name.startsWith('transaction.');

test('there are statements to check', () => {
  expect(statements.length).toBeGreaterThan(30);
  expect(statements.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...acrossTowns, 'task.insert', 'instance.advance', 'job.claim']),
  );
});

test('every other statement binds one town for each table it names', () => {
  for (const { name, text } of statements.filter(({ name }) => !acrossTowns.includes(name) && !ofTransactions(name))) {
    const tables = [...text.matchAll(/(?:from|(?<!for )update|join) (?!unnest|free|touched|\(|json)(\w+)/g)].length;
    const bound = [...text.matchAll(/town_id = \$1/g)].length;
    if (text.startsWith('insert')) expect(text, name).toContain('select $1::integer');
    // `update t … from (select … from t f)` names the table twice and binds it twice.
    else expect([name, bound >= Math.max(1, tables)]).toEqual([name, true]);
  }
});

test('what looks over all towns neither writes nor locks', () => {
  for (const { name, text } of statements.filter(({ name }) => acrossTowns.includes(name))) {
    expect([name, /^select/.test(text), /for update|update |insert |delete /.test(text)]).toEqual([name, true, false]);
  }
});

test('time is a parameter, and nothing is volatile', () => {
  for (const { name, text } of statements)
    expect([name, /\bnow\(\)|clock_timestamp|random\(|nextval/.test(text)]).toEqual([name, false]);
});

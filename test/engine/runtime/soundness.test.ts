import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { CompileProblems } from '../../../engine/model/door.ts';
import { desk, engineOn, town } from '../../support/engine.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { between, file, flow, line, node } from '../compile/rules/draw.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
});
afterAll(async () => {
  await on.close();
  await db.drop();
});

test('what could get stuck is refused with the run that leads there, and nothing is stored', async () => {
  const choice = node('exclusiveGateway', 'g', '有无争议', '', '', 'default="g_b"');
  const work = ['a', 'b'].map((id) =>
    node('scriptTask', id, id, '<zeebe:script expression="=1" resultVariable="x" />'),
  );
  const drawn = between(choice + work.join('') + node('parallelGateway', 'j', '汇总'), 'g', 'b', 'j');
  const text = file(drawn + flow('g', 'a', 'true') + line('a', 'j'));
  const deployed = on.engine.deploy(town, [{ path: 'stuck.bpmn', text }], { by: desk, note: '' });
  const { problems } = (await deployed.catch((error: unknown) => error)) as CompileProblems;
  expect(problems.map(({ rule, file, element, path }) => ({ rule, file, element, path }))).toEqual([
    {
      rule: 'soundness',
      file: 'stuck.bpmn',
      element: 'j',
      path: ['start', 'start_g', 'g', 'g_b', 'b', 'b_j'],
    },
    {
      rule: 'soundness',
      file: 'stuck.bpmn',
      element: 'j',
      path: ['start', 'start_g', 'g', 'g_a', 'a', 'a_j'],
    },
  ]);
  await expect(deployed).rejects.toBeInstanceOf(CompileProblems);
  expect(await on.engine.versions(town)).toEqual([]);
});

import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Procedure } from '../../engine/model/procedure.ts';
import { procedures as shipped } from '../../processes/manifest.ts';
import { compileShipped, jsonOf, pathOf } from './support/folders.ts';
import { type Run, run, type Scenario } from './support/scenario.ts';

/** RECORD=1 writes the traces anew. Read every line of the difference: a trace says what the procedure should do. */
const record = process.env.RECORD === '1';

let procedures: Procedure[];
beforeAll(async () => {
  procedures = await compileShipped();
});

describe.each(shipped)('$name', ({ id, calls }) => {
  const scenarios = jsonOf<Scenario>(id, /^scenarios\/.*\.json$/);
  const runs: Run[] = [];

  test.each(scenarios)('$value.name', ({ path, value }) => {
    const ran = run(procedures, value);
    runs.push(ran);
    const names = Object.keys(value.variablesAtEnd);
    const found = {
      trace: ran.trace,
      status: ran.status,
      variablesAtEnd: Object.fromEntries(names.map((name) => [name, ran.variables[name] ?? null])),
    };
    if (record) return writeFileSync(pathOf(id, path), `${JSON.stringify({ ...value, ...found }, null, 2)}\n`);
    const { trace, status, variablesAtEnd } = value;
    expect(found).toEqual({ trace, status, variablesAtEnd });
  });

  test('every flow is walked and every boundary event fires', () => {
    const procedure = procedures.find((one) => one.id === id)!;
    const boundaries = Object.values(procedure.nodes).filter(({ host }) => host !== undefined);
    const all = [...Object.keys(procedure.flows), ...boundaries.map((node) => node.id)];
    const passed = new Set(runs.flatMap((ran) => [...ran.passed]));
    expect(all.filter((element) => !passed.has(element))).toEqual([]);
  });

  test('no flow has the id of a flow in a procedure it calls, so that none is taken for the other', () => {
    const flows = (process: string) => Object.keys(procedures.find((one) => one.id === process)!.flows);
    expect(calls.flatMap(flows).filter((flow) => flows(id).includes(flow))).toEqual([]);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { compile } from '../../../engine/compile/index.ts';
import { waits } from '../../../engine/core/step.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import type { SourceFile } from '../../../engine/model/problem.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { Rejected } from '../../../engine/model/rejection.ts';
import type { Simulation } from '../../../engine/model/simulation.ts';
import type { Json } from '../../../engine/model/variables.ts';
import type { Wait } from '../../../engine/model/wait.ts';
import type { World } from '../../../engine/model/world.ts';
import { simulate } from '../../../engine/simulate/index.ts';

/** A recorded run: what was done to the drawn model beside it, and all that happened. */
export interface Trace {
  readonly now: string;
  /** Names of the drawn models, one a version, when they are not the one beside it. */
  readonly models?: readonly string[];
  /** Candidate groups somebody belongs to; all when absent. */
  readonly hands?: readonly string[];
  readonly steps: readonly Step[];
  readonly status?: string;
  readonly variables?: Json;
}

interface Step {
  /** A method of the simulation and its arguments. */
  readonly do: readonly [method: keyof Simulation, ...values: Json[]];
  readonly refused?: { readonly code: string; readonly message: string; readonly allowed: readonly string[] };
  readonly events?: readonly HistoryEvent[];
  /** What the instance waits for afterwards. */
  readonly open?: readonly Wait[];
}

const here = new URL('./', import.meta.url);
const fileOf = (name: string, extension: string, folder = here): URL => new URL(`${name}${extension}`, folder);

/** The drawn model of a case, compiled: `<case>.bpmn`, and `<kind>.dmn` when there is one. */
export async function proceduresOf(name: string, version = 1, folder = here): Promise<readonly Procedure[]> {
  const files: SourceFile[] = [{ path: `${name}.bpmn`, text: readFileSync(fileOf(name, '.bpmn', folder), 'utf8') }];
  const decisions = fileOf(name.split('.')[0]!, '.dmn');
  if (existsSync(decisions)) files.push({ path: 'decisions.dmn', text: readFileSync(decisions, 'utf8') });
  const result = await compile(files, { version });
  if (result.ok) return result.procedures;
  throw new Error(
    `Expected ${name}.bpmn to compile but: ${result.problems.map((p) => `${p.element} ${p.message}`).join('; ')}`,
  );
}

export const readTrace = (name: string, folder = here): Trace =>
  JSON.parse(readFileSync(fileOf(name, '.trace.json', folder), 'utf8')) as Trace;

/** Does to the procedures what the trace says and tells what happened, in the shape of a trace. */
export function play(procedures: readonly Procedure[], { now, models, hands, steps }: Trace): Trace {
  const hasHands = (group: string) => hands?.includes(group) ?? true;
  const simulation = simulate(procedures, { now, hasHands });
  const played = steps.map(({ do: [method, ...values] }): Step => {
    const from = simulation.trace.length;
    const refused = refusal(() => (simulation[method] as (...values: Json[]) => void)(...values));
    return {
      do: [method, ...values],
      ...(refused ? { refused } : {}),
      events: simulation.trace.slice(from),
      open: open(procedures, simulation),
    };
  });
  const given = hands === undefined ? {} : { hands };
  return {
    now,
    ...(models ? { models } : {}),
    ...given,
    steps: played,
    status: simulation.status(),
    variables: simulation.variables() as Json,
  };
}

/** Writes a trace with one event a line, to be read and judged before it is kept. */
export function record(name: string, trace: Trace, folder = here): void {
  const { steps, ...rest } = trace;
  const lines = (items: readonly unknown[], indent: string) =>
    items.length === 0
      ? '[]'
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
  const texts = steps.map(({ events = [], open = [], ...step }) => {
    const fields = Object.entries(step).map(([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    fields.push(`      "events": ${lines(events, '      ')}`, `      "open": ${lines(open, '      ')}`);
    return `    {\n${fields.join(',\n')}\n    }`;
  });
  const fields = Object.entries(rest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const at = fields.findIndex((field) => field.startsWith('  "status"'));
  fields.splice(at, 0, `  "steps": [\n${texts.join(',\n')}\n  ]`);
  writeFileSync(fileOf(name, '.trace.json', folder), `{\n${fields.join(',\n')}\n}\n`);
}

function open(procedures: readonly Procedure[], simulation: Simulation): readonly Wait[] {
  const procedure = (key: string) => procedures.find((one) => one.key === key);
  return waits(simulation.state(), { procedure } as World);
}

function refusal(act: () => void): Step['refused'] {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const { code, message, allowed } = error;
    return { code, message, allowed };
  }
}

import { readFileSync } from 'node:fs';
import { compile } from '../../engine/compile/index.ts';
import { step } from '../../engine/core/step.ts';
import type { HistoryEvent } from '../../engine/model/event.ts';
import type { InstanceState } from '../../engine/model/instance.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import type { Effect } from '../../engine/model/wait.ts';
import type { World } from '../../engine/model/world.ts';
import { plainCalendar } from '../../engine/simulate/calendar.ts';
import { inTurns, round } from './cpu.ts';
import { begin, complete, type Result, readTable, type Table } from './table-interpreter.ts';

const text = readFileSync(new URL('../engine/store/fixtures/mediation.bpmn', import.meta.url), 'utf8');
const NOW = Date.parse('2026-11-23T09:00:00+08:00');
/** Instances and files a turn. */
const ROUNDS = 1_000;
const FILES = 40;

/** CPU of one token move: the workload's five tasks by the pure step, and by a table interpreter, in turns. */
export async function stepFigures(): Promise<readonly object[]> {
  const procedure = await compiled();
  const table = readTable(text);
  const [byStep, byTable] = [() => throughStep(procedure), () => throughTable(table)];
  const [told, expected] = [byStep(), byTable()];
  if (told.join() !== expected.join()) throw new Error(`Expected the same events but: ${told} and ${expected}`);
  const moves = told.filter((event) => event.startsWith('flow ')).length;
  const { ours, floor, ratio } = await inTurns(byStep, byTable, ROUNDS);
  return [
    { figure: 'CPU of a token move by a table interpreter', microseconds: round(floor / moves) },
    { figure: 'CPU of a token move by the pure step', microseconds: round(ours / moves), ratio },
  ];
}

/** CPU of reading one element (flow node or flow) of a file that nobody has read before. */
export async function compileFigures(): Promise<readonly object[]> {
  const table = readTable(text);
  const elements = table.nodes.size + table.flows.size;
  const { ours, floor, ratio } = await inTurns(compiled, () => readTable(text), FILES);
  return [
    { figure: 'CPU of an element read into a table', elements, microseconds: round(floor / elements) },
    { figure: 'CPU of an element compiled, with all rules', elements, microseconds: round(ours / elements), ratio },
  ];
}

async function compiled(): Promise<Procedure> {
  const result = await compile([{ path: 'procedure.bpmn', text }]);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.procedures[0]!;
}

/** One instance from start to end; what happened, without numbers. */
function throughStep(procedure: Procedure): readonly string[] {
  const world: World = {
    now: NOW,
    procedure: () => procedure,
    latest: () => procedure,
    calendar: plainCalendar,
    hasHands: () => true,
  };
  const told: string[] = [];
  const open: number[] = [];
  let state: InstanceState | undefined;
  const take = (result: ReturnType<typeof step>): void => {
    if (result.rejected) throw new Error(result.message);
    state = result.state;
    told.push(...result.events.map(nameOf));
    open.push(...result.effects.flatMap(openedTask));
  };
  take(step(undefined, { type: 'start', procedure: procedure.key, variables: { level: 1 } }, world));
  for (let task = open.shift(); task !== undefined; task = open.shift())
    take(step(state, { type: 'task.complete', task, user: 'li', variables: { done: true } }, world));
  return told;
}

function throughTable(table: Table): readonly string[] {
  const told: string[] = [];
  const open: number[] = [];
  const take = ({ state, events, opened }: Result) => {
    told.push(...events);
    open.push(...opened.map(({ id }) => id));
    return state;
  };
  let state = take(begin(table, { level: 1 }, NOW));
  for (let task = open.shift(); task !== undefined; task = open.shift())
    state = take(complete(table, state, task, { done: true }, NOW));
  return told;
}

const nameOf = (event: HistoryEvent): string =>
  'flow' in event ? `flow ${event.flow}` : 'element' in event ? `${event.type} ${event.element}` : event.type;

const openedTask = (effect: Effect): readonly number[] =>
  effect.type === 'opened' && effect.wait.kind === 'task' ? [effect.wait.id] : [];

import { DEFAULT_PRIORITY, pack } from '../../core/assignment.ts';
import { after, parseDuration, parseInstant } from '../../core/iso.ts';
import { change, type Run } from '../../core/run.ts';
import { Stop } from '../../core/stop.ts';
import { evaluate } from '../../core/variables.ts';
import { EvaluationError, type Expression } from '../../model/expression.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode, UserTaskDefinition } from '../../model/procedure.ts';
import type { Json } from '../../model/variables.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';
import { laneOf } from '../shared/lane.ts';
import type { Source } from '../shared/source.ts';

/** Work for a person: stands until somebody completes it. Who may take it is settled when it is created. */
export const userTask: Element = {
  type: 'bpmn:UserTask',
  read: (source) => ({ task: definition(source) }),
  states: activity,
  arrive: arriveAtActivity,
  begin: create,
};

function definition({ element, extension, value }: Source): UserTaskDefinition {
  const lane = laneOf(element);
  const assignment = extension('zeebe:AssignmentDefinition') ?? (lane && extension('zeebe:AssignmentDefinition', lane));
  const schedule = extension('zeebe:TaskSchedule');
  const expressions = {
    assignee: value(assignment?.assignee, 'assignment'),
    candidateGroups: value(assignment?.candidateGroups, 'assignment'),
    candidateUsers: value(assignment?.candidateUsers, 'assignment'),
    excludedUsers: value(extension('onedoor:Assignment')?.excludedUsers, 'assignment'),
    due: value(schedule?.dueDate, 'due'),
    followUp: value(schedule?.followUpDate, 'due'),
    priority: value(extension('zeebe:PriorityDefinition')?.priority, 'priority'),
  };
  const form: string | undefined = extension('zeebe:FormDefinition')?.formKey;
  const given = Object.entries(expressions).filter(([, expression]) => expression !== undefined);
  return { ...Object.fromEntries(given), ...(form ? { form } : {}) };
}

function create(run: Run, token: TokenState, node: FlowNode): void {
  const { world } = run;
  const task = node.task!;
  const ask = <T>(expression: Expression | undefined, read: (value: Json) => T, otherwise: T, expected: string): T => {
    const value = expression ? evaluate(run, expression, token.i) : null;
    if (!expression || value === null) return otherwise;
    const answer = read(value);
    if (answer !== undefined) return answer;
    const message = `Expected ${expected} of ${node.id} but “${expression.source}” gave ${typeOf(value)}`;
    throw new EvaluationError(expression.source, message);
  };
  const names = (expression: Expression | undefined, of: string) =>
    ask(expression, people, [] as readonly string[], of) ?? [];
  const moment = (expression: Expression | undefined, of: string) =>
    ask(expression, (value) => momentOf(value, world.now), undefined, of);
  const excludedUsers = names(task.excludedUsers, 'names of excluded users');
  const candidateGroups = names(task.candidateGroups, 'names of candidate groups');
  const candidateUsers = names(task.candidateUsers, 'names of candidate users');
  const assignee = ask(task.assignee, person, undefined, 'the name of an assignee') || undefined;
  const named = assignee === undefined ? candidateUsers : [assignee];
  const hands =
    named.some((user) => !excludedUsers.includes(user)) || candidateGroups.some((group) => world.hasHands(group));
  if (!hands) throw new Stop('no-hands', `Expected somebody to do ${node.id} but nobody can`);
  const assignment = {
    assignee: assignee !== undefined && excludedUsers.includes(assignee) ? undefined : assignee,
    created: world.now,
    due: moment(task.due, 'a due date'),
    followUp: moment(task.followUp, 'a follow-up date'),
    candidateGroups,
    priority: ask(task.priority, priorityOf, DEFAULT_PRIORITY, 'a priority from 0 to 100') ?? DEFAULT_PRIORITY,
    candidateUsers,
    excludedUsers,
  };
  change(run.tokens, token.i, { w: pack(assignment) });
}

const person = (value: Json): string | undefined => (typeof value === 'string' ? value.trim() : undefined);

/** A name, names between commas, or a list of names; without repetition. */
function people(value: Json): readonly string[] | undefined {
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list) || !list.every((name): name is string => typeof name === 'string')) return undefined;
  return [...new Set(list.map((name) => name.trim()).filter((name) => name !== ''))];
}

/** A moment, a day (until its end) or a duration from now. */
function momentOf(value: Json, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const duration = parseDuration(value);
  return duration ? after(now, duration) : parseInstant(value, 'end');
}

function priorityOf(value: Json): number | undefined {
  const priority = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof priority === 'number' && priority >= 0 && priority <= 100 ? Math.round(priority) : undefined;
}

const typeOf = (value: Json): string =>
  Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;

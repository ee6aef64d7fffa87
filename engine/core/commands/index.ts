import type { Command, CommandType } from '../../model/command.ts';
import type { Run } from '../run.ts';
import * as delegation from './delegation.ts';
import * as events from './events.ts';
import * as incidents from './incidents.ts';
import * as instance from './instance.ts';
import * as jobs from './jobs.ts';
import { migrate } from './migrate.ts';
import { modify } from './modify.ts';
import { refuse, takes, WHILE_SUSPENDED, WITH_WORK_LEFT } from './refuse.ts';
import { giveBack } from './return.ts';
import { checkShape } from './shape.ts';
import * as suspension from './suspension.ts';
import * as tasks from './tasks.ts';

type Handlers = { readonly [Type in CommandType]: (run: Run, command: Extract<Command, { type: Type }>) => void };

/** What each command checks and queues. Everything that the model or the data can make fail is left to the work list. */
const handlers: Handlers = {
  start: instance.start,
  'task.claim': tasks.claim,
  'task.release': tasks.release,
  'task.transfer': tasks.transfer,
  'task.complete': tasks.complete,
  'task.delegate': delegation.delegate,
  'task.resolve': delegation.resolve,
  'task.return': giveBack,
  'job.complete': jobs.complete,
  'job.fail': jobs.fail,
  'job.error': jobs.error,
  'timer.fire': events.fire,
  message: events.message,
  signal: events.signal,
  activate: instance.activate,
  'variables.set': instance.setVariables,
  'incident.resolve': incidents.resolve,
  'incident.skip': incidents.skip,
  suspend: suspension.suspend,
  resume: suspension.resume,
  modify,
  migrate,
  cancel: instance.cancel,
  continue: instance.proceed,
};

/** Applies a command to the draft; throws `Rejected` when the instance does not take it. */
export function apply(run: Run, command: Command, started: boolean): void {
  checkShape(command);
  const { type } = command;
  if (type === 'start') {
    if (started) refuse('conflict', 'Expected a new instance to start but it has started', takes(run));
  } else if (!started) refuse('not-found', `Expected an instance for ${type} but it has not started`, ['start']);
  else if (run.status !== 'active')
    refuse('conflict', `Expected an active instance for ${type} but it is ${run.status}`, []);
  else if (run.suspended && !WHILE_SUSPENDED.includes(type))
    refuse('conflict', `Expected an instance that is not suspended for ${type} but it is suspended`, takes(run));
  else if (run.queue.length > 0 && !run.suspended && !WITH_WORK_LEFT.includes(type))
    refuse('conflict', `Expected work left over to be finished before ${type} but it is not`, takes(run));
  handlers[type](run, command as never);
}

import { Refusal } from '../../engine/model/door.ts';
import type { Variables } from '../../engine/model/variables.ts';
import { openTasksOfOne } from '../cases/work.queries.ts';
import { bindings } from '../catalogue/bindings.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { bindingContext } from './context.ts';
import { formOf, formProblems } from './form.ts';
import { demandRight } from './hand-over.ts';
import type { TaskRow } from './queries.ts';
import { mayAct } from './rights.ts';
import { demandTask, taskId } from './task-id.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * Completes a task with its form's data: checked by the form's schema, then, in one transaction with the procedure's step,
 * bound fields go into their records and the others become variables. Answers the next task of the case for this person.
 */
export async function completeTask(
  deps: ServerDeps,
  me: Me,
  id: string,
  data: Data,
  repeat: Repeat,
): Promise<{ next: string | null }> {
  if (repeat.again) return { next: await nextTask(deps, me, await demandTask(deps, me, id)) };
  const task = await demandRight(deps, me, id, 'complete');
  const form = await formOf(deps, me.town, task);
  const wrong = formProblems(form?.schema ?? { type: 'object' }, data);
  if (wrong.length > 0)
    throw new Problem(422, 'form-invalid', '有内容需要补充或更正', { field: wrong[0]!.path, fields: wrong });

  const bound = Object.entries(form?.bindings ?? {}).filter(([name]) => data[name] !== undefined);
  const unbound = Object.fromEntries(Object.entries(data).filter(([name]) => !form || !(name in form.bindings)));
  const variables = unbound as Variables;
  const command = { type: 'task.complete', task: task.task_no, user: me.id, variables } as const;
  const options = { actor: actorOf(me), ...(repeat.key ? { idempotencyKey: repeat.key } : {}) };
  // With nothing of its own to write, the request is kept by the batch in one statement with its neighbours.
  if (bound.length === 0) repeat.keepWith(command);
  await deps.engine.execute(
    { town: me.town, instance: task.instance_id },
    command,
    bound.length === 0
      ? options
      : {
          ...options,
          companion: async ({ trx, state, now }) => {
            if (!state) return undefined;
            await repeat.keep(trx, now);
            const context = bindingContext(deps, me, task, state, { trx, now });
            const facts: Record<string, Variables[string]> = {};
            for (const [name, binding] of bound)
              Object.assign(facts, await saveBound(binding, name, data[name], context));
            return { variables: facts };
          },
        },
  );
  return { next: await nextTask(deps, me, task) };
}

async function saveBound(
  name: string,
  field: string,
  value: unknown,
  context: (field: string) => Parameters<(typeof bindings)[number]['save']>[0],
) {
  const binding = bindings.find((one) => one.name === name);
  if (!binding) throw new Error(`Expected a binding in the catalogue but there is none named ${name}`);
  const [wrong] = formProblems(binding.schema, value);
  if (wrong) throw new Refusal('field-invalid', wrong.message, `/${field}${wrong.path}`);
  return binding.save(context(field), value);
}

async function nextTask(
  { database }: { database: Trx | ServerDeps['database'] },
  me: Me,
  { business_key }: TaskRow,
): Promise<string | null> {
  if (business_key === null) return null;
  const open = await openTasksOfOne(database, me.town, business_key);
  const next = open.find((one) => mayAct(me, one));
  return next ? taskId(next) : null;
}

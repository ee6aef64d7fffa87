import type { InstanceState } from '../../engine/model/instance.ts';
import type { BindingContext } from '../catalogue/types.ts';
import { visibleVariables } from '../catalogue/variables.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import type { TaskRow } from './queries.ts';

/** What a binding sees of the task whose form it serves. `field` is the form's property. */
export function bindingContext(
  deps: ServerDeps,
  me: Me,
  task: TaskRow,
  state: InstanceState,
  moment: { readonly trx: Trx; readonly now: Date },
) {
  const context: Omit<BindingContext, 'field'> = {
    ...moment,
    town: me.town,
    case: task.business_key ?? '',
    instance: task.instance_id,
    task: { no: task.task_no, procedure: task.procedure_key, name: task.name },
    element: task.element_id,
    variables: visibleVariables(state, task.task_no),
    actor: { id: me.id, name: me.name, roles: me.roles },
    deps,
  };
  return (field: string): BindingContext => ({ ...context, field: `/${field}` });
}

import type { Procedure } from '../../engine/model/procedure.ts';
import { deadlines } from '../calendar/town.ts';
import { localDate } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { modelOf } from '../procedures/model.ts';
import type { RunningDiagram } from './contract.ts';
import { elementsOf, keysIn, standing, traceHistory } from './diagram.ts';
import { demandCase } from './find.ts';
import { taker } from './status.ts';
import { instancesOf, openTasksOf } from './work.queries.ts';

const shortDay = (at: Date) => `${Number(localDate(at).slice(8))}日`;

/** The diagrams of a case: each procedure version that it stands or stood in, with where its tokens are. */
export async function runningDiagram(deps: ServerDeps, me: Me, id: string): Promise<RunningDiagram> {
  const { database, engine } = deps;
  await demandCase(deps, me.town, id);
  const [instances, tasks, say] = await Promise.all([
    instancesOf(database, me.town, id),
    openTasksOf(database, me.town, [id]),
    deadlines(deps, me.town),
  ]);
  const people = await namesOf(
    database,
    me.town,
    tasks.flatMap((task) => task.assignee ?? []),
  );
  const diagrams: RunningDiagram = [];
  for (const { instance_id } of instances) {
    const ref = { town: me.town, instance: instance_id };
    const [instance, history] = await Promise.all([engine.instance(ref), engine.history(ref)]);
    if (!instance) continue;
    const procedures = new Map<string, Procedure>();
    const keys = keysIn(history);
    for (const key of keys) {
      const procedure = await engine.procedure(me.town, key);
      if (procedure) procedures.set(key, procedure);
    }
    const now = standing(instance.state);
    for (const trace of traceHistory(history, (key) => procedures.get(key))) {
      const procedure = procedures.get(trace.key);
      const model = procedure && modelOf(await engine.files(me.town, trace.key), procedure.id);
      if (!procedure || !model) continue;
      const open = tasks.filter((task) => task.instance_id === instance_id && task.procedure_key === trace.key);
      const spoken = open.map((task) => ({ task, deadline: say(task.due_at, task.created_at) }));
      const notes = new Map(
        spoken.map(({ task, deadline }) => [
          task.element_id,
          [taker(task, people), ...(deadline ? [deadline.sentence] : [])].join(' · '),
        ]),
      );
      const late = new Set(
        spoken.filter(({ deadline }) => deadline?.state === 'late').map(({ task }) => task.element_id),
      );
      diagrams.push({
        instance: instance_id,
        procedure: trace.key,
        name: procedure.name,
        version: procedure.version,
        xml: model.text,
        elements: elementsOf(trace, now.get(trace.key) ?? new Set(), late, notes, shortDay),
        flows: [...trace.flows],
        active: instance.status === 'active' && now.has(trace.key),
      });
    }
  }
  return diagrams;
}

import type { IncidentCode } from '../../engine/model/instance.ts';
import type {
  TaskQuery as EngineTaskQuery,
  FoundIncident,
  FoundInstance,
  FoundTask,
} from '../../engine/model/operations.ts';
import { localIso } from '../calendar/zone.ts';
import { facts } from '../catalogue/facts.ts';
import type { ServerDeps } from '../deps.ts';
import { namesOf } from '../identity/queries.ts';
import type {
  CauseList,
  IncidentItem,
  IncidentList,
  IncidentQuery,
  InstanceList,
  InstanceQuery,
  Step,
  TaskList,
  TaskQuery,
} from './contract.ts';
import { factsRead } from './facts.ts';
import { engineQuery, filterOf, momentOf, pageOf, testsOf } from './filter.ts';
import { type Naming, namingFor, partsOf } from './naming.ts';
import { proceduresOf } from './queries.ts';
import { statusOf } from './state.ts';
import { incidentWords } from './words.ts';

/** What stands because something inside it does. */
const holding = /ubProcess$|^transaction$|^callActivity$/;

/** Instances that match, newest first unless the oldest are asked for. */
export async function listInstances(deps: ServerDeps, town: number, query: InstanceQuery): Promise<InstanceList> {
  const wanted = { ...(await engineQuery(deps, town, filterOf(query))), ...pageOf(query) };
  const { items, next } = await deps.engine.operations.findInstances(town, wanted);
  const versions = await proceduresOf(
    deps.database,
    town,
    items.map(({ ref }) => ref.instance),
  );
  const naming = await namingFor(deps, town, {
    procedures: [...items.map(({ procedure }) => procedure), ...[...versions.values()].flat()],
    cases: items.map(({ businessKey }) => businessKey),
  });
  const stands = ({ ref, procedure, elements }: FoundInstance): Step[] => {
    const among = [procedure, ...(versions.get(ref.instance) ?? [])];
    const owner = (element: string) => among.find((key) => naming.procedure(key)?.nodes[element]) ?? procedure;
    // Where it stands inside a sub-process or a call says more than that it is inside.
    const inner = elements.filter(
      (element) => !holding.test(naming.procedure(owner(element))?.nodes[element]?.kind ?? ''),
    );
    return (inner.length > 0 ? inner : elements).map((element) => naming.step(owner(element), element));
  };
  return {
    items: items.map((one) => ({
      id: one.ref.instance,
      number: naming.number(one.businessKey),
      ...partsOf(one.procedure),
      name: naming.procedure(one.procedure)?.name ?? partsOf(one.procedure).process,
      status: statusOf(one.status, one.suspended),
      started: localIso(one.created),
      ended: one.ended && localIso(one.ended),
      rev: one.rev,
      stands: stands(one),
      incidents: one.incidents,
    })),
    next: next ?? null,
  };
}

/** Incidents with their cause in words; open ones unless the resolved are asked for. */
export async function listIncidents(deps: ServerDeps, town: number, query: IncidentQuery): Promise<IncidentList> {
  const { resolved, code, cursor, limit, ...rest } = query;
  const { items, next } = await deps.engine.operations.findIncidents(town, {
    ...rest,
    ...pageOf({ ...(cursor ? { cursor } : {}), ...(limit ? { limit } : {}) }),
    ...(code ? { code: code as IncidentCode } : {}),
    ...(resolved === undefined ? {} : { resolved: resolved === 'true' }),
  });
  const naming = await namingFor(deps, town, {
    procedures: items.map(({ procedure }) => procedure),
    cases: items.map(({ businessKey }) => businessKey),
  });
  return { items: items.map((one) => incidentItem(one, naming)), next: next ?? null };
}

const incidentItem = (one: FoundIncident, naming: Naming): IncidentItem => ({
  ...naming.step(one.procedure, one.element),
  instance: one.ref.instance,
  number: naming.number(one.businessKey),
  incident: one.incident,
  code: one.code,
  ...incidentWords[one.code],
  facts: factsRead(naming.procedure(one.procedure), one.element, facts),
  raised: localIso(one.raised),
  resolved: one.resolved && localIso(one.resolved),
});

/** Beyond this many open incidents the causes are those of the newest. */
const mostLooked = 2000;

/** Open incidents of the same cause at the same step, most first. */
export async function listCauses(deps: ServerDeps, town: number): Promise<CauseList> {
  const groups = new Map<string, FoundIncident[]>();
  let cursor: string | undefined;
  let looked = 0;
  do {
    const page = await deps.engine.operations.findIncidents(town, { limit: 200, ...(cursor ? { cursor } : {}) });
    for (const one of page.items) {
      const key = `${one.procedure}|${one.element}|${one.code}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    looked += page.items.length;
    cursor = page.next;
  } while (cursor && looked < mostLooked);
  const naming = await namingFor(deps, town, { procedures: [...groups.values()].map(([first]) => first!.procedure) });
  return [...groups.values()]
    .map((all) => {
      const { procedure, element, code } = all[0]!;
      const oldest = Math.min(...all.map(({ raised }) => raised.getTime()));
      return {
        ...naming.step(procedure, element),
        code,
        ...incidentWords[code],
        count: all.length,
        oldest: localIso(oldest),
      };
    })
    .sort((a, b) => b.count - a.count);
}

/** Tasks of everybody, for who looks after what runs. */
export async function listTasks(deps: ServerDeps, town: number, query: TaskQuery): Promise<TaskList> {
  const now = deps.clock.now();
  const { overdue, unclaimed, createdBefore, dueBefore, variables, cursor, limit, ...rest } = query;
  const due = dueBefore === undefined ? undefined : momentOf(dueBefore, 'dueBefore');
  const wanted: EngineTaskQuery = {
    ...rest,
    ...pageOf({ ...(cursor ? { cursor } : {}), ...(limit ? { limit } : {}) }),
    ...(due ? { dueBefore: due } : {}),
    ...(overdue ? { status: 'open' as const, dueBefore: due && due < now ? due : now } : {}),
    ...(unclaimed ? { assignee: null } : {}),
    ...(createdBefore === undefined ? {} : { createdBefore: momentOf(createdBefore, 'createdBefore') }),
    ...(variables === undefined ? {} : { variables: testsOf(variables) as NonNullable<EngineTaskQuery['variables']> }),
  };
  const { items, next } = await deps.engine.operations.findTasks(town, wanted);
  const [naming, people] = await Promise.all([
    namingFor(deps, town, {
      procedures: items.map(({ procedure }) => procedure),
      cases: items.map(({ businessKey }) => businessKey),
    }),
    namesOf(
      deps.database,
      town,
      items.flatMap((one) => handOf(one) ?? []),
    ),
  ]);
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? '同事'));
  return {
    items: items.map((one) => ({
      ...naming.step(one.procedure, one.element),
      instance: one.ref.instance,
      task: one.task,
      number: naming.number(one.businessKey),
      status: one.status,
      who: nameOf(handOf(one)),
      suspended: one.suspended,
      created: localIso(one.created),
      due: one.due && localIso(one.due),
      late: one.due !== null && one.due < (one.ended ?? now),
      ended: one.ended && localIso(one.ended),
    })),
    next: next ?? null,
  };
}

/** Whose task it is or was: who has it, else who completed it without having claimed it. */
const handOf = ({ assignee, endedBy }: FoundTask): string | null => assignee ?? endedBy;

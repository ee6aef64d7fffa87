import { statusText as appointmentStatus } from '../appointments/lifecycle.ts';
import { attachmentsOf } from '../attachments/read.ts';
import { record } from '../audit/record.ts';
import { deadlines } from '../calendar/town.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { actorOf, caseWorkers, has, type Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { mayAct } from '../inbox/rights.ts';
import { sourceLabel, typeLabel } from '../intake/taxonomy.ts';
import { statusText as orderStatus } from '../orders/lifecycle.ts';
import { cipherOf } from '../parties/cipher.ts';
import { listParties } from '../parties/queries.ts';
import { maskedParty } from '../parties/read.ts';
import { listUnits } from '../towns/queries.ts';
import type { CaseView } from './contract.ts';
import { demandCase } from './find.ts';
import { outcomeLabel } from './outcome.ts';
import { countReports, type FullCaseRow, listLinks, listStages } from './queries.ts';
import { stageViews } from './stages.ts';
import { statusSentences, taker } from './status.ts';
import { missingOf } from './volume.ts';
import { appointmentsOf, ordersOf, tasksOf, volumeOf } from './work.queries.ts';

/** The case page. The auditor sees it without what people told. */
export async function caseView(deps: ServerDeps, me: Me, id: string): Promise<CaseView> {
  const { database } = deps;
  const row = await demandCase(deps, me.town, id);
  const outsider = !has(me, ...caseWorkers);
  if (outsider) await noteReading(deps, me, row.number);
  const [parties, tasks, orders, appointments, attachments, linked, reports, stages, volume, units, status, say] =
    await Promise.all([
      listParties(database, me.town, id),
      tasksOf(database, me.town, id),
      ordersOf(database, me.town, id),
      appointmentsOf(database, me.town, id),
      attachmentsOf(deps, me.town, id),
      listLinks(database, me.town, id),
      countReports(database, me.town, id),
      listStages(database, me.town, id),
      volumeOf(database, me.town, id),
      listUnits(database, me.town),
      statusSentences(deps, me.town, [row]),
      deadlines(deps, me.town),
    ]);
  const people = await namesOf(database, me.town, [
    row.first_handler,
    row.mediator ?? '',
    ...tasks.flatMap((task) => handOf(task) ?? []),
  ]);
  const procedures = await procedureNames(deps, me.town, tasks);
  const unitName = (unit: string | null) => units.find((one) => one.id === unit)?.name ?? null;
  const { sentence, due } = status.get(id)!;
  const told = openStory(deps, row, outsider);
  return {
    ...told,
    id,
    number: row.number,
    title: row.title,
    type: typeLabel(row.type) ?? row.type,
    source: sourceLabel(row.source),
    level: row.level,
    score: row.score,
    stage: row.stage,
    stages: stageViews(row, stages),
    status: sentence,
    closed: row.closed_at !== null,
    outcome: row.closed_at ? outcomeLabel(row.outcome) : null,
    amount: row.amount === null ? null : Number(row.amount),
    people: row.people,
    facts: row.facts as unknown as CaseView['facts'],
    village: unitName(row.village_id),
    paths: row.paths,
    litigation: row.litigation,
    firstHandler: people.get(row.first_handler)?.name ?? '',
    mediator: row.mediator ? (people.get(row.mediator)?.name ?? null) : null,
    received: localIso(row.received_at),
    registered: localIso(row.registered_at),
    deadline: due && say(due.at, due.since),
    parties: parties.map((party) => maskedParty(deps, party, unitName(party.village_id))),
    tasks: tasks.map((task) => ({
      id: `${task.instance_id}.${task.task_no}`,
      name: task.name,
      procedure: procedures.get(task.procedure_key) ?? '',
      status: task.status,
      who: taker({ ...task, assignee: handOf(task) }, people),
      mine: task.status === 'open' && mayAct(me, task),
      deadline: task.status === 'open' ? say(task.due_at, task.created_at) : null,
      created: localIso(task.created_at),
      ended: task.ended_at && localIso(task.ended_at),
    })),
    orders: orders.map((order) => {
      const at = order.status === 'issued' ? order.sign_due : order.status === 'signed' ? order.result_due : null;
      return {
        id: order.order_id,
        number: order.number,
        department: order.short,
        kind: order.kind === 'on_site' ? '到场协调解决' : '业务指导',
        status: orderStatus[order.status],
        deadline: say(at, order.issued_at ?? order.created_at),
      };
    }),
    appointments: appointments.map((one) => ({
      id: one.appointment_id,
      startsAt: localIso(one.starts_at),
      endsAt: localIso(one.ends_at),
      room: one.room,
      status: appointmentStatus[one.status],
    })),
    attachments,
    linked,
    reports,
    missing: missingOf(row, parties, { ...volume, attachments: attachments.map(({ name }) => name) }),
    may: rightsOn(me, row),
  };
}

/** Whose step it is, or who did it. */
const handOf = (task: Awaited<ReturnType<typeof tasksOf>>[number]) =>
  task.assignee ?? (task.status === 'completed' ? task.ended_by : null);

/** What the procedures of these tasks are called, by the key of their version. */
async function procedureNames(
  { engine }: ServerDeps,
  town: number,
  tasks: readonly { readonly procedure_key: string }[],
): Promise<Map<string, string>> {
  const keys = [...new Set(tasks.map((task) => task.procedure_key))];
  return new Map(
    await Promise.all(keys.map(async (key) => [key, (await engine.procedure(town, key))?.name ?? ''] as const)),
  );
}

/** Who looks at a case without working on it leaves a trace. */
async function noteReading({ database, clock }: ServerDeps, me: Me, number: string): Promise<void> {
  const entry = { at: clock.now(), by: actorOf(me), action: 'case.read', object: number } as const;
  await database.transaction().execute((trx) => record(trx, me.town, entry));
}

/** What somebody told, in clear; to the auditor only that there is something. */
function openStory(deps: ServerDeps, row: FullCaseRow, hidden: boolean) {
  if (hidden) return { story: '（审计查阅不显示诉求内容）', demand: null, place: row.place };
  const cipher = cipherOf(deps);
  const open = (field: string, sealed: Buffer) =>
    cipher.open(sealed, { field: `case_file.${field}`, row: row.case_id });
  return {
    story: open('story', row.story_enc),
    demand: row.demand_enc && open('demand', row.demand_enc),
    place: open('place', row.place_enc),
  };
}

function rightsOn(me: Me, row: FullCaseRow): string[] {
  if (!has(me, ...caseWorkers)) return [];
  const always = ['reveal', 'link'];
  if (row.closed_at) return always;
  const order = has(me, 'mediator', 'director') ? ['order'] : [];
  const withdraw = has(me, 'desk', 'mediator', 'director') ? ['withdraw', 'correct'] : [];
  return [...order, ...withdraw, 'upload', 'comment', ...always];
}

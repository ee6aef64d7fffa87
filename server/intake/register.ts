import { record } from '../audit/record.ts';
import { demandOpenCase } from '../cases/find.ts';
import { linkCases } from '../cases/queries.ts';
import { addEvent } from '../cases/timeline.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { noteFacts } from '../facts/tell.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me, signatureOf } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { partiesLabel } from '../parties/mask.ts';
import { addParties } from '../parties/store.ts';
import { uuidOf, uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { nextNumber } from '../towns/numbers.ts';
import { listUnits } from '../towns/queries.ts';
import type { CaseCreated, CaseNew } from './contract.ts';
import { placeKey } from './duplicates.ts';
import { startVariables } from './facts.ts';
import { insertCase, insertReport, numberOf } from './queries.ts';
import { shinglesOf } from './shingles.ts';
import { paths, sourceLabel, typeLabel } from './taxonomy.ts';

/**
 * Takes a dispute in: a new case with its lifecycle procedure, or, when it is a report of a known matter, a further report
 * of that case. 首问责任人 is who registers, for good. The same client key gives the same case.
 */
export async function registerCase(deps: ServerDeps, me: Me, input: CaseNew, repeat: Repeat): Promise<CaseCreated> {
  const village = await demandValid(deps, me.town, input);
  if (input.duplicate?.verb === 'merge') return mergeReport(deps, me, input, repeat);

  // A repetition must ask for the same instance; without a key the id tells when it was made.
  const id = repeat.key ? uuidOf(repeat.key) : uuidv7(deps.clock.now());
  const linked = input.duplicate && (await demandOpenCase(deps, me.town, input.duplicate.of));
  if (!repeat.again) {
    await deps.engine.start(
      me.town,
      {
        process: 'case-lifecycle',
        instance: id,
        businessKey: id,
        variables: startVariables(id, input, me.id, deps.clock.now()),
      },
      {
        actor: actorOf(me),
        ...(repeat.key ? { idempotencyKey: repeat.key } : {}),
        companion: async ({ trx, now }) => {
          await repeat.keep(trx, now);
          await writeCase(trx, deps, me, id, input, village, now);
          const after = startVariables(id, input, me.id, now);
          await noteFacts(trx, { town: me.town, case: id, before: null, after }, now);
          if (!linked) return;
          await linkCases(trx, me.town, id, linked.case_id, 'linked', now);
          await addEvent(trx, deps, me.town, {
            case: id,
            at: now,
            kind: 'person',
            who: signatureOf(me),
            text: `关联案件 ${linked.number}`,
          });
        },
      },
    );
  }
  return { id, number: await numberOf(deps.database, me.town, id), merged: false };
}

/** What the schema cannot say; answers the name of the village. */
async function demandValid({ database }: ServerDeps, town: number, input: CaseNew): Promise<string> {
  if (!typeLabel(input.type)) throw new Problem(422, 'unknown-type', '没有这种纠纷类型', { field: '/type' });
  const unknown = input.paths.findIndex((path) => !paths.includes(path));
  if (unknown >= 0) throw new Problem(422, 'unknown-path', '没有这种办理途径', { field: `/paths/${unknown}` });
  const nameless = input.parties.findIndex((party) => party.name.trim() === '' && party.side === 'respondent');
  if (nameless >= 0)
    throw new Problem(422, 'name-missing', '对方须有姓名或名称', { field: `/parties/${nameless}/name` });
  const units = await listUnits(database, town);
  const unit = units.find((one) => one.id === input.village && (one.kind === 'village' || one.kind === 'grid'));
  if (!unit) throw new Problem(422, 'unknown-village', '没有这个村（社区）或网格', { field: '/village' });
  const parent = unit.kind === 'grid' ? units.find((one) => one.id === unit.parent) : undefined;
  return parent?.name ?? unit.name;
}

async function writeCase(
  trx: Trx,
  deps: ServerDeps,
  me: Me,
  id: string,
  input: CaseNew,
  village: string,
  now: Date,
): Promise<void> {
  const cipher = cipherOf(deps);
  const seal = (field: string, text: string | undefined) =>
    text?.trim() ? cipher.seal(text.trim(), { field: `case_file.${field}`, row: id }) : null;
  const parties = partiesLabel(input.parties.map((party) => ({ ...party, people: party.people ?? 1 })));
  const [main, second] = typeLabel(input.type)!.split(' / ');
  const number = await nextNumber(trx, me.town, 'CC', now);
  await insertCase(trx, {
    town_id: me.town,
    case_id: id,
    number,
    title: input.title?.trim() || `${parties.replace(' / ', '与')}${second === '其他' ? main : second}纠纷`,
    type: input.type,
    source: input.source,
    source_note_enc: seal('source_note', input.sourceNote),
    stage: '发现',
    story_enc: seal('story', input.story)!,
    demand_enc: seal('demand', input.demand),
    place_enc: cipher.seal(input.place.trim(), { field: 'case_file.place', row: id }),
    village_id: input.village,
    place: village,
    parties,
    people: input.facts.people,
    amount: input.facts.amount ?? null,
    facts: JSON.stringify(input.facts),
    paths: input.paths,
    willing: input.willing,
    litigation: input.litigation,
    needs_department: input.needsDepartment,
    first_handler: me.id,
    received_at: now,
    registered_at: now,
    shingles: shinglesOf(input.story, deps.secrets.key('shingles')),
    place_idx: cipher.blind('place', placeKey(input.village, input.place)),
  });
  await addParties(trx, deps, me.town, id, input.parties, now);
  const text = `${sourceLabel(input.source)}登记，编号 ${number}`;
  await addEvent(trx, deps, me.town, {
    case: id,
    at: now,
    kind: input.source === 'phone' ? 'phone' : 'person',
    who: signatureOf(me),
    text,
    detail: input.sourceNote ?? null,
  });
}

/** Adds a report to the case that is known already; its source, date and words are kept beside it. */
async function mergeReport(deps: ServerDeps, me: Me, input: CaseNew, repeat: Repeat): Promise<CaseCreated> {
  const { database, clock } = deps;
  const row = await demandOpenCase(deps, me.town, input.duplicate!.of);
  const answer = { id: row.case_id, number: row.number, merged: true };
  if (repeat.again) return answer;
  const now = clock.now();
  const report = uuidv7(now);
  const content = cipherOf(deps).seal(JSON.stringify(input), { field: 'case_report.content', row: report });
  await database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now);
    await insertReport(trx, {
      town_id: me.town,
      case_id: row.case_id,
      report_id: report,
      source: input.source,
      received_at: now,
      first_handler: me.id,
      content_enc: content,
    });
    const text = `并入一件重复诉求（${sourceLabel(input.source)}）`;
    await addEvent(trx, deps, me.town, {
      case: row.case_id,
      at: now,
      kind: 'person',
      who: signatureOf(me),
      text,
      detail: input.story.slice(0, 200),
    });
    await record(trx, me.town, {
      at: now,
      by: actorOf(me),
      action: 'case.merge-report',
      object: row.number,
      details: { report },
    });
  });
  return answer;
}

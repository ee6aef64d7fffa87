import { deadlines } from '../calendar/town.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { typeLabel } from '../intake/taxonomy.ts';
import { cipherOf } from '../parties/cipher.ts';
import { normalise } from '../parties/mask.ts';
import { findCasesOf } from '../parties/queries.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import type { CaseList } from './contract.ts';
import { type CasePage, countCases, listCases } from './queries.ts';
import { statusSentences } from './status.ts';

const pageSize = 50;

export interface CaseQuery {
  readonly view?: CasePage['view'];
  readonly stage?: string;
  readonly level?: number;
  readonly q?: string;
  readonly cursor?: string;
}

/** One page of the town's cases, newest first. Text finds number, title, or a party by its whole name, phone, last four digits or id number. */
export async function caseList(deps: ServerDeps, town: number, query: CaseQuery): Promise<CaseList> {
  const { database } = deps;
  const text = query.q?.trim() || undefined;
  const cursor = decodeCursor<[at: string, id: string]>(query.cursor, ['date', 'uuid']);
  const rows = await listCases(database, town, {
    view: query.view ?? 'open',
    stage: query.stage,
    level: query.level,
    text,
    ids: text ? await findCasesOf(database, town, keysOf(deps, text)) : [],
    after: cursor && { at: new Date(cursor[0]), id: cursor[1] },
    limit: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize);
  const [status, say, counts] = await Promise.all([
    statusSentences(deps, town, shown),
    deadlines(deps, town),
    countCases(database, town),
  ]);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => {
      const { sentence, due } = status.get(row.case_id)!;
      return {
        id: row.case_id,
        number: row.number,
        title: row.title,
        type: typeLabel(row.type) ?? row.type,
        level: row.level,
        score: row.score,
        stage: row.stage,
        status: sentence,
        closed: row.closed_at !== null,
        parties: row.parties,
        place: row.place,
        received: localIso(row.received_at),
        deadline: due && say(due.at, due.since),
      };
    }),
    next: rows.length > pageSize && last ? encodeCursor([last.registered_at.toISOString(), last.case_id]) : null,
    counts: { ...counts },
  };
}

function keysOf(deps: ServerDeps, text: string) {
  const cipher = cipherOf(deps);
  const digits = normalise.phone(text);
  return {
    name: cipher.blind('name', normalise.name(text)),
    phone: cipher.blind('phone', digits),
    tail: cipher.blind('phone-tail', digits),
    idNumber: cipher.blind('id-number', normalise.idNumber(text)),
  };
}

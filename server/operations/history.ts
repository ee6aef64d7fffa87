import type { Actor, HistoryEntry } from '../../engine/model/door.ts';
import { localIso } from '../calendar/zone.ts';
import { keysIn } from '../cases/diagram.ts';
import type { ServerDeps } from '../deps.ts';
import { namesOf } from '../identity/queries.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import type { HistoryList } from './contract.ts';
import { lineOf, type Speaker } from './event.words.ts';
import { type Naming, namingFor } from './naming.ts';
import { commandWords } from './words.ts';

const pageSize = 50;

/** One entry a command, oldest first. */
export async function historyOf(
  deps: ServerDeps,
  town: number,
  instance: string,
  { cursor, limit = pageSize }: { cursor?: string; limit?: number },
): Promise<HistoryList> {
  const [after = 0] = decodeCursor<[number]>(cursor, ['number']) ?? [];
  const history = await deps.engine.history({ town, instance });
  const naming = await namingFor(deps, town, { procedures: keysIn(history) });
  const speak = await speakerOf(deps, town, history, naming);
  const page = history.filter(({ rev }) => rev > after).slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((entry) => ({
      rev: entry.rev,
      at: localIso(entry.at),
      who: speak.actor(entry.actor),
      what: commandWords[entry.command.type],
      lines: speak.lines(entry),
    })),
    next: last && last.rev < (history.at(-1)?.rev ?? 0) ? encodeCursor([last.rev]) : null,
  };
}

/** Puts the entries of one history into words; it is walked once, for what an event belongs to depends on those before it. */
async function speakerOf(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  history: readonly HistoryEntry[],
  naming: Naming,
) {
  const ids = history.flatMap(({ actor, events }) => [
    actor.id,
    ...events.flatMap((event) => ('user' in event ? [event.user, ...('to' in event ? [event.to] : [])] : [])),
  ]);
  const people = await namesOf(database, town, ids);
  const person = (id: string) => people.get(id)?.name ?? '同事';
  const owners = ownersOf(history, naming);
  return {
    actor: ({ kind, id, name }: Actor): string => {
      if (kind === 'system') return '系统';
      return kind === 'department' ? (name ?? '部门') : person(id);
    },
    lines: ({ rev, events }: HistoryEntry): HistoryList['items'][number]['lines'] =>
      events.flatMap((event, at) => {
        const key = owners.get(`${rev}.${at}`) ?? '';
        const speaker: Speaker = {
          person,
          step: (element) => naming.step(key, element).name,
          process: (of) => naming.procedure(of)?.name ?? of,
        };
        const text = lineOf(event, speaker);
        const element = 'element' in event ? event.element : null;
        return text === undefined ? [] : [{ text, element, procedure: element === null ? null : key }];
      }),
  };
}

/** The version that each event (`rev.index`) is about: that of its activation, else the last that has such an element. */
function ownersOf(history: readonly HistoryEntry[], naming: Naming): Map<string, string> {
  const owners = new Map<string, string>();
  const activations = new Map<number, string>();
  const seen: string[] = [];
  let root = '';
  for (const { rev, events } of history) {
    for (const [at, event] of events.entries()) {
      if (event.type === 'instance.started') {
        root = event.procedure;
        seen.unshift(root);
      }
      if (event.type === 'migrated') {
        const { from, to } = event.plan;
        if (root === from) root = to;
        seen.unshift(to);
        for (const [activation, key] of activations) if (key === from) activations.set(activation, to);
      }
      if (event.type === 'entered') activations.set(event.activation, event.procedure ?? root);
      if (event.type === 'called') seen.unshift(event.procedure);
      const number = 'activation' in event ? event.activation : 'task' in event ? event.task : undefined;
      const element = 'element' in event ? event.element : undefined;
      const known = number === undefined ? undefined : activations.get(number);
      const key = known ?? seen.find((one) => element !== undefined && naming.procedure(one)?.nodes[element]) ?? root;
      owners.set(`${rev}.${at}`, key);
    }
  }
  return owners;
}

import type { Command } from '../../engine/model/command.ts';
import { Rejected, type Rejection } from '../../engine/model/rejection.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import type { Commanded } from './change.contract.ts';
import { demandInstance } from './view.ts';
import { sayRefusal } from './words.ts';

type Asked = Exclude<Command, { type: 'start' | 'message' | 'signal' }>;

const statuses: Readonly<Record<Rejection['code'], number>> = {
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  budget: 422,
};

/** Says a refusal of the engine in words for who administrates; everything else is thrown on. */
export async function inWords<T>(work: Promise<T>, asked?: Command['type']): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new Problem(statuses[error.code], error.code, sayRefusal(error, asked), {
      params: { expected: error.message, allowed: error.allowed },
      cause: error,
    });
  }
}

/** Who acts, and the key under which the engine knows a request that is sent again. */
export const optionsOf = (me: Me, { key }: Repeat) => ({
  actor: actorOf(me),
  ...(key === undefined ? {} : { idempotencyKey: key }),
});

/** Gives one command to one instance of the town; it is audited with the batch that carries it out. */
export async function command(deps: ServerDeps, me: Me, id: string, asked: Asked, repeat: Repeat): Promise<Commanded> {
  const { ref } = await demandInstance(deps, me.town, id);
  const { rev, status } = await inWords(deps.engine.execute(ref, asked, optionsOf(me, repeat)), asked.type);
  return { rev, status };
}

import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Kysely } from 'kysely';
import type { Database } from '../../server/db/schema.ts';
import { insertAccounts } from '../../server/identity/queries.ts';
import { cookieName, openSession, readSession } from '../../server/identity/sessions.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';
import type { Started } from './workload.ts';
import { town } from './workload.ts';

/** Somebody at a browser of their own: an account, a session, one connection that stays open. */
export interface Colleague {
  /** Completes a task as the page does; answers the next task of the case. */
  complete(task: string): Promise<string | null>;
  close(): void;
}

/**
 * Signs in as many mediators as are asked for. Each calls from an address of its own, for the general limit of requests
 * is one address's.
 */
export async function signIn(
  database: Kysely<Database>,
  { secret, address }: { readonly secret: string; readonly address: string },
  many: number,
): Promise<readonly Colleague[]> {
  const deps = { database, clock: systemClock, secrets: secretsFrom(secret) };
  const accounts = Array.from({ length: many }, (_, at) => ({
    ...{ id: randomUUID(), login: `bench-${at}`, name: `同事 ${at}`, passwordHash: 'none' },
    roles: ['desk', 'mediator', 'director'] as const,
  }));
  await insertAccounts(database, town, accounts, deps.clock.now());
  return Promise.all(
    accounts.map(async ({ id }, at) => {
      const cookie = await openSession(deps, town, id);
      const me = await readSession(deps, cookie);
      if (!me) throw new Error(`Expected a session of ${id} but there is none`);
      return colleague(address, `127.0.1.${at + 1}`, { cookie: `${cookieName}=${cookie}`, 'x-csrf-token': me.csrf });
    }),
  );
}

function colleague(address: string, localAddress: string, headers: Readonly<Record<string, string>>): Colleague {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const body = JSON.stringify({ data: {} });
  const always = {
    ...headers,
    origin: address,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  return {
    complete: (task) =>
      new Promise((resolve, reject) => {
        const sent = request(`${address}/api/tasks/${task}/complete`, {
          ...{ method: 'POST', agent, localAddress },
          headers: { ...always, 'idempotency-key': randomUUID() },
        });
        sent.on('error', reject);
        sent.on('response', (response) => {
          const parts: string[] = [];
          response.setEncoding('utf8');
          response.on('data', (part: string) => parts.push(part));
          response.on('end', () => {
            if (response.statusCode === 200) resolve((JSON.parse(parts.join('')) as { next: string | null }).next);
            else reject(new Error(`Expected 200 but ${task} got ${response.statusCode}: ${parts.join('')}`));
          });
        });
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Works through an instance: each is taken by a colleague who is free. */
export const throughHttp = (colleagues: readonly Colleague[]) => {
  const free = [...colleagues];
  return async ({ instance, tasks }: Started, timed: <T>(action: () => Promise<T>) => Promise<T>): Promise<void> => {
    const one = free.pop();
    if (!one) throw new Error(`Expected no more instances at a time than the ${colleagues.length} colleagues`);
    let task: string | null = `${instance}.${tasks[0]}`;
    for (; task !== null; task = await timed(() => one.complete(task!)));
    free.push(one);
  };
};

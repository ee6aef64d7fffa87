import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
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

/**
 * Speaks HTTP/1.1 over a socket itself, one request after the other: the callers share the two cores with what is
 * measured, and Node's own client costs as much as a quarter of it.
 */
function colleague(address: string, localAddress: string, headers: Readonly<Record<string, string>>): Colleague {
  const { hostname, port, host } = new URL(address);
  const body = JSON.stringify({ data: {} });
  const always = Object.entries({
    ...headers,
    ...{ host, origin: address, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const socket = connect({ host: hostname, port: Number(port), localAddress, noDelay: true });
  let waiting: { resolve(next: string | null): void; reject(error: Error): void } | undefined;
  let received = '';
  socket.setEncoding('utf8');
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('Expected an answer but the server closed the connection')));
  socket.on('data', (part: string) => {
    received += part;
    const end = received.indexOf('\r\n\r\n');
    const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, Math.max(end, 0)))?.[1];
    const content = received.slice(end + 4);
    if (end < 0 || Buffer.byteLength(content) < Number(length)) return;
    const [head, { resolve, reject }] = [received.slice(0, end), waiting!];
    received = '';
    waiting = undefined;
    if (head.startsWith('HTTP/1.1 200 ')) resolve((JSON.parse(content) as { next: string | null }).next);
    else reject(new Error(`Expected 200 but got ${head}\r\n\r\n${content}`));
  });
  return {
    complete: (task) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const line = `POST /api/tasks/${task}/complete HTTP/1.1\r\n`;
        socket.write(`${line}${always}idempotency-key: ${randomUUID()}\r\n\r\n${body}`);
      }),
    close: () => {
      socket.destroy();
    },
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

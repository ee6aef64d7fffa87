import type { FastifyRequest } from 'fastify';
import type { App, ServerDeps } from '../deps.ts';
import { type Answer, clientKey, findRepeat, keyOf, type Repeat, unrepeated } from './repeat.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It only computes an answer: nothing is kept of it and every sending is carried out. */
    computes?: boolean;
  }
  interface FastifyRequest {
    /** Of routes that change something. One that takes files calls `begin` with what was in them first. */
    repeat: Repeat;
    begin(content: unknown): Promise<Repeat>;
    /** Lets the same request in that waits for this one. */
    release: (() => void) | undefined;
  }
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets every request that changes something be sent again under its `Idempotency-Key`: the same key with the same content
 * gets the first answer, with other content 422. What was refused changed nothing and may be tried again. Sent twice at
 * once, the second waits for the first.
 */
export function repeatable(app: App, deps: ServerDeps): void {
  const running = new Map<string, Promise<void>>();

  async function begin(request: FastifyRequest, content: unknown): Promise<Repeat> {
    const sent = clientKey(request.headers);
    if (sent === undefined) return unrepeated;
    const act = `${request.method} ${request.url}`;
    const key = keyOf(request.me, sent, act);
    const before = running.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    running.set(key, promise);
    request.release = () => {
      resolve();
      if (running.get(key) === promise) running.delete(key);
    };
    await before;
    return findRepeat(deps, request.me, sent, act, content);
  }

  app.decorateRequest('repeat', undefined as unknown as Repeat);
  app.decorateRequest('release', undefined);
  app.decorateRequest('begin', async function (this: FastifyRequest, content: unknown) {
    this.repeat = await begin(this, content);
    return this.repeat;
  });
  app.addHook('preHandler', async (request, reply) => {
    const { roles, computes } = request.routeOptions.config;
    if (!roles || reading.has(request.method)) return;
    request.repeat = unrepeated;
    if (computes || request.isMultipart()) return;
    const { answer } = await request.begin(request.body ?? null);
    if (answer) return reply.headers(replayed).status(answer.status).send(answer.text);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    try {
      const plain = payload === null || payload === undefined || typeof payload === 'string';
      if (request.repeat && !request.repeat.again && reply.statusCode < 400 && plain)
        await request.repeat.remember({ status: reply.statusCode, text: payload ?? '' } as Answer);
    } finally {
      request.release?.();
    }
    return payload;
  });
}

const replayed = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'idempotent-replayed': 'true',
};

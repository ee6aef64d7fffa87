import type { ServerResponse } from 'node:http';
import type { App, ServerDeps } from '../deps.ts';
import { everyRole, route } from '../identity/guard.ts';
import { liveOf } from './hub.ts';

/** Proxies cut silent connections; and a page whose session has ended must not listen for ever. */
const heartbeat = 25_000;
const longest = 10 * 60_000;

/** Server-sent events: which of the things on a page have changed. The page fetches them again by its own rights. */
export async function liveRoutes(app: App, deps: ServerDeps): Promise<void> {
  const open = new Set<ServerResponse>();
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  app.get('/api/live', route({ summary: '实时变化（SSE）' }, { roles: everyRole }), async ({ me }, reply) => {
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 3000\n\n');
    const unsubscribe = liveOf(deps).subscribe(me.town, (event) =>
      response.write(`data: ${JSON.stringify(event)}\n\n`),
    );
    const beat = setInterval(() => response.write(': \n\n'), heartbeat);
    const end = setTimeout(() => response.end(), longest);
    open.add(response);
    response.on('close', () => {
      open.delete(response);
      clearInterval(beat);
      clearTimeout(end);
      unsubscribe();
    });
  });
}

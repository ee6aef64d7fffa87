import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BatchFigures } from '../../engine/model/door.ts';

/** What the process counts while it works, for Prometheus. Labels are names of ours: no id, no address, no person. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds of each answer, by method, the route's pattern and status. */
  readonly http: Histogram<'method' | 'route' | 'status'>;
  readonly batchSize: Histogram;
  readonly batchSeconds: Histogram;
  /** Commands by how they ended: accepted, refused. */
  readonly commands: Counter<'outcome'>;
}

/** Metrics of one process, or of one application of the tests. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    http: new Histogram({
      name: 'onedoor_http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    batchSize: new Histogram({
      name: 'onedoor_batch_commands',
      help: 'Commands that one transaction carried',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'onedoor_batch_duration_seconds',
      help: 'Time from taking a batch to its commit',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    commands: new Counter({
      name: 'onedoor_commands_total',
      help: 'Commands by how they ended',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

/** Figures that are read off when somebody asks: the pool of connections. */
export function observePool({ registry }: Metrics, pool: Pool): void {
  new Gauge({
    name: 'onedoor_pool_connections',
    help: 'Connections to the database, by state; waiting: callers without one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

/** Memory, processor time, garbage collection and the lag of the event loop. Once a process: it installs observers. */
export function observeProcess({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}

/** Takes down what each batch of the engine did. */
export const observeBatches =
  ({ batchSize, batchSeconds, commands }: Metrics) =>
  ({ accepted, refused, ms }: BatchFigures): void => {
    batchSize.observe(accepted + refused);
    batchSeconds.observe(ms / 1000);
    commands.inc({ outcome: 'accepted' }, accepted);
    commands.inc({ outcome: 'refused' }, refused);
  };

/** Times every answer but the streams, which last as long as somebody looks. */
export function observeHttp({ http }: Metrics, app: FastifyInstance): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
    // Addresses that no route has are one label, or whoever guesses addresses would fill the memory.
    const route = routeOptions.url ?? 'none';
    http.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}

import { Gauge, Registry } from 'prom-client';
import type { ServerDeps } from '../deps.ts';
import { type Figure, readFigures } from './queries.ts';

/** Kinds of work that always have a line, so that an alert sees zero and not nothing. */
const kinds = ['timer', 'job', 'delivery', 'start-timer', 'buffered-message', 'alarm', 'mail', 'webhook'];

const labels: Readonly<Record<Figure['figure'], readonly string[]>> = {
  work: kinds,
  due: kinds,
  lag: kinds,
  jobs: ['ready', 'failed'],
  mail: ['waiting', 'sending', 'unknown', 'failed', 'held'],
  webhooks: ['waiting', 'sending', 'failed'],
  incidents: ['open'],
  holds: ['outgoing'],
};

/** Gauges of what waits, in a registry of their own. */
export interface Gauges {
  readonly registry: Registry;
  /** Reads the database and sets them all. */
  refresh(): Promise<void>;
}

export function createGauges({ database, clock, engine }: ServerDeps): Gauges {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name: `onedoor_${name}`, help, labelNames: [label], registers });
  const gauges: Readonly<Record<Figure['figure'], readonly [Gauge, label: string]>> = {
    work: [gauge('work_waiting', 'What waits to be done, by kind', 'kind'), 'kind'],
    due: [gauge('work_due', 'What waits and should have been done by now, by kind', 'kind'), 'kind'],
    lag: [gauge('work_lag_seconds', 'How long ago the oldest that waits was due, by kind', 'kind'), 'kind'],
    jobs: [gauge('jobs', 'Jobs that are not done, by state', 'state'), 'state'],
    mail: [gauge('mails', 'Mails that were not sent, by state', 'state'), 'state'],
    webhooks: [gauge('webhook_deliveries', 'Webhook deliveries that did not succeed, by state', 'state'), 'state'],
    incidents: [gauge('incidents', 'Incidents, by state', 'state'), 'state'],
    holds: [gauge('holds', 'Towns from which nothing goes out since a restore', 'kind'), 'kind'],
  };
  const up = new Gauge({ name: 'onedoor_database_up', help: 'Whether the database answers', registers });
  new Gauge({
    name: 'onedoor_queue_commands',
    help: 'Commands that wait for a batch, and batches in the database',
    labelNames: ['state'],
    registers,
    collect() {
      const { waiting, writing } = engine.load();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'batches' }, writing);
    },
  });
  const refresh = async () => {
    const figures = await readFigures(database, clock.now()).catch(() => undefined);
    up.set(figures ? 1 : 0);
    // What was true before the database went away is not passed off as true now.
    for (const [name, [gauge, label]] of Object.entries(gauges) as [Figure['figure'], readonly [Gauge, string]][]) {
      gauge.reset();
      if (!figures) continue;
      for (const value of labels[name]) gauge.set({ [label]: value }, 0);
      for (const one of figures) if (one.figure === name) gauge.set({ [label]: one.label }, one.value);
    }
  };
  return { registry, refresh };
}

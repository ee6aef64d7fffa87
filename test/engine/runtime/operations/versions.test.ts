import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { SourceFile } from '../../../../engine/model/problem.ts';
import { by, desk, engineOn, fixture, town } from '../../../support/engine.ts';
import { violations } from '../../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';
import { byCondition, byMessage, bySignal, byTime, startedBy } from '../../../support/starts.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const deploy = (files: readonly SourceFile[]) => on.engine.deploy(town, files, { by: desk, note: '' });
const renamed = (name: string) =>
  fixture('mediation').map(({ path, text }) => ({ path, text: text.replace('name="登记"', `name="${name}"`) }));
const started = async (start: object) =>
  (
    await on.engine.instance({
      town,
      instance: (await on.engine.start(town, { process: 'mediation', ...start }, by)).instance,
    })
  )?.procedure;
const versions = async () =>
  (await on.engine.versions(town, 'mediation')).map(({ version, tag, active }) => ({ version, tag, active }));
const keys = async () =>
  (await db.pool.query<{ key: string }>('select procedure_key as key from instance order by 1')).rows.map(
    ({ key }) => key,
  );

describe('a tag', () => {
  beforeEach(async () => {
    for (const name of ['一', '二', '三']) await deploy(renamed(name));
  });

  test('is moved by hand, and a start by tag follows', async () => {
    await expect(started({ tag: '2026' })).rejects.toMatchObject({
      code: 'not-found',
      message: `Expected process “mediation” with tag “2026” in town ${town} but it is not deployed`,
    });
    await on.engine.operations.tag(town, 'mediation@3', '2026');
    expect(await started({ tag: '2026' })).toBe('mediation@3');
    await on.engine.operations.tag(town, 'mediation@1', '2026');
    expect(await started({ tag: '2026' })).toBe('mediation@1');
    expect(await versions()).toEqual([
      { version: 3, tag: null, active: true },
      { version: 2, tag: null, active: true },
      { version: 1, tag: '2026', active: true },
    ]);
    await on.engine.operations.tag(town, 'mediation@1', null);
    await expect(started({ tag: '2026' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await started({})).toBe('mediation@3');
  });

  test('leaves other tags alone', async () => {
    await on.engine.operations.tag(town, 'mediation@1', 'a');
    await on.engine.operations.tag(town, 'mediation@2', 'b');
    await on.engine.operations.tag(town, 'mediation@3', 'b');
    expect((await versions()).map(({ tag }) => tag)).toEqual(['b', null, 'a']);
  });

  test('needs a version and a name, and a start either', async () => {
    await expect(on.engine.operations.tag(town, 'mediation@9', 'a')).rejects.toMatchObject({ code: 'not-found' });
    await expect(on.engine.operations.tag(town, 'mediation@1', ' ')).rejects.toMatchObject({ code: 'invalid' });
    await expect(started({ version: 1, tag: 'a' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a suspended version', () => {
  test('begins nothing, and no older one takes its place, until it is resumed', async () => {
    await deploy(renamed('一'));
    await deploy(renamed('二'));
    await on.engine.operations.tag(town, 'mediation@2', 'a');
    await on.engine.operations.suspendVersion(town, 'mediation@2');
    for (const start of [{}, { version: 2 }, { tag: 'a' }])
      await expect(started(start)).rejects.toMatchObject({
        code: 'conflict',
        message: 'Expected mediation@2 to begin instances but it is suspended',
      });
    expect(await started({ version: 1 })).toBe('mediation@1');
    expect(await versions()).toEqual([
      { version: 2, tag: 'a', active: false },
      { version: 1, tag: null, active: true },
    ]);
    expect((await on.engine.latest(town, 'mediation'))?.key).toBe('mediation@2');
    await on.engine.operations.resumeVersion(town, 'mediation@2');
    expect(await started({})).toBe('mediation@2');
  });

  test('is followed by the next version that is deployed', async () => {
    await deploy(renamed('一'));
    await on.engine.operations.suspendVersion(town, 'mediation@1');
    expect(await deploy(renamed('二'))).toMatchObject([{ procedure: 'mediation@2' }]);
    expect(await started({})).toBe('mediation@2');
    await expect(on.engine.operations.suspendVersion(town, 'mediation@7')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not called: the caller has an incident, and goes on when it is resumed', async () => {
    await on.deploy('mediation', 'lifecycle');
    await on.engine.operations.suspendVersion(town, 'mediation@1');
    const { instance } = await on.engine.start(town, { process: 'lifecycle', variables: { level: 1 } }, by);
    const [incident] = (await on.engine.operations.findIncidents(town, {})).items;
    expect(incident).toMatchObject({ code: 'no-process', element: 'handle', procedure: 'lifecycle@1' });
    await on.engine.operations.resumeVersion(town, 'mediation@1');
    await on.engine.execute({ town, instance }, { type: 'incident.resolve', incident: incident!.incident }, by);
    const [found] = (await on.engine.operations.findInstances(town, {})).items;
    expect(found?.elements).toEqual(['handle', 'intake']);
  });

  test('what runs in it goes on', async () => {
    await on.deploy('payment');
    const { instance } = await on.engine.start(town, { process: 'payment', variables: { case: 'C-1' } }, by);
    await on.engine.operations.suspendVersion(town, 'payment@1');
    expect(await on.engine.correlate(town, { name: 'agreement.paid', key: 'C-1' }, by)).toMatchObject({
      instance,
      status: 'completed',
    });
  });

  test('lets its triggers rest', async () => {
    await deploy(
      startedBy('orders', {
        ordered: byMessage('ordered'),
        storm: bySignal('storm'),
        tick: byTime('timeCycle', 'R/PT1H'),
        once: byTime('timeDate', '2026-11-23T10:30:00+08:00'),
        high: byCondition('=level &gt; 3'),
      }),
    );
    await on.engine.operations.suspendVersion(town, 'orders@1');
    expect(await on.engine.correlate(town, { name: 'order.new', key: 'lost' }, by)).toBeUndefined();
    expect(await on.engine.correlate(town, { name: 'order.new', key: 'kept', ttl: 'P1D' }, by)).toBeUndefined();
    expect(await on.engine.signal(town, { name: 'storm' }, by)).toEqual([]);
    expect(await on.engine.evaluate(town, { level: 5 }, by)).toEqual([]);
    on.clock.advance('PT5H30M');
    await on.engine.drain();
    expect(await keys()).toEqual([]);

    await on.engine.operations.resumeVersion(town, 'orders@1');
    await on.engine.drain();
    const { rows } = await db.pool.query(
      `select h.command ->> 'event' as event, i.business_key as key from history h join instance i using (town_id, instance_id)
       where h.rev = 1 order by 1, 2`,
    );
    // The kept message and the one time that has passed; rounds of the clock that are over are left out.
    expect(rows).toEqual([
      { event: 'once', key: null },
      { event: 'ordered', key: 'kept' },
    ]);
    on.clock.advance('PT30M');
    await on.engine.drain();
    expect((await keys()).length).toBe(3);
    expect(await on.engine.evaluate(town, { level: 5 }, by)).toHaveLength(1);
  });
});

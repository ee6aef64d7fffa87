import type { TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';
import { deployProbe, finish, startProbe } from '../operations/probe.ts';
import type { Act } from './repeats.ts';

/** Where webhooks of this test may go; nothing is sent. */
export const hook = 'http://127.0.0.1:9';

type Table = Readonly<Record<string, (app: TestApp) => Promise<Act>>>;

const at = (instance: string) => `/api/operations/instances/${instance}`;
const begun = async (app: TestApp, amount = 5) => {
  await deployProbe(app, 1);
  return startProbe(app, { amount });
};
/** Stands in an incident: no flow takes the amount. */
const stuck = async (app: TestApp) => {
  const instance = await begun(app, -1);
  await finish(app, instance, 'check', (await app.as('mediator')).id);
  const { body } = await (await app.as('admin')).get(at(instance));
  return { instance, incident: body.incidentList[0].incident as number };
};
const reasons = { body: { reason: '等上级答复' }, other: { reason: '已有答复' } };

const instances: Table = {
  'POST /api/operations/instances/{id}/suspend': async (app) => ({
    ...{ who: await app.as('admin'), url: `${at(await begun(app))}/suspend` },
    ...reasons,
  }),
  'POST /api/operations/instances/{id}/resume': async (app) => {
    const [who, instance] = [await app.as('admin'), await begun(app)];
    await who.post(`${at(instance)}/suspend`, reasons.body);
    return { who, url: `${at(instance)}/resume`, ...reasons };
  },
  'POST /api/operations/instances/{id}/cancel': async (app) => ({
    ...{ who: await app.as('admin'), url: `${at(await begun(app))}/cancel` },
    ...reasons,
  }),
  'POST /api/operations/instances/{id}/modify': async (app) => {
    const [who, instance] = [await app.as('admin'), await begun(app)];
    const [{ token }] = (await who.get(at(instance))).body.tokens;
    const changes = [{ do: 'move', token, to: 'size' }];
    return {
      ...{ who, url: `${at(instance)}/modify` },
      body: { reason: '材料已另行核对', changes },
      other: { reason: '另一个原因', changes },
    };
  },
  'POST /api/operations/instances/{id}/variables': async (app) => ({
    ...{ who: await app.as('admin'), url: `${at(await begun(app))}/variables` },
    body: { variables: { amount: 7 } },
    other: { variables: { amount: 8 } },
  }),
  'POST /api/operations/instances/{id}/incidents/{incident}/retry': async (app) => {
    const { instance, incident } = await stuck(app);
    return {
      ...{ who: await app.as('admin'), url: `${at(instance)}/incidents/${incident}/retry` },
      body: { variables: { amount: 5 } },
      other: { variables: { amount: 6 } },
    };
  },
  'POST /api/operations/instances/{id}/incidents/{incident}/skip': async (app) => {
    const instance = await begun(app, 50_000);
    // The step behind the gateway has no time by which it is due: it stands before it, and may be passed over.
    const who = await app.as('admin');
    await app.deps.engine.setVariables(
      { town: home, instance },
      { approveBy: 'soon' },
      { actor: { kind: 'system', id: 'test' } },
    );
    await finish(app, instance, 'check', (await app.as('mediator')).id);
    const { incident } = (await who.get(at(instance))).body.incidentList[0];
    const url = `${at(instance)}/incidents/${incident}/skip`;
    return { who, url, body: { reason: '已另行办妥' }, other: { reason: '不用办了' } };
  },
};

const bulk = (instance: string, reason: string) => ({ kind: 'suspend', reason, choice: { instances: [instance] } });
const versions = '/api/procedures/probe/versions/1';

const many: Table = {
  'POST /api/operations/bulks': async (app) => {
    const instance = await begun(app);
    return {
      ...{ who: await app.as('admin'), url: '/api/operations/bulks' },
      ...{ body: bulk(instance, '等一等'), other: bulk(instance, '再等等') },
    };
  },
  'POST /api/operations/bulks/{id}/stop': async (app) => {
    const who = await app.as('admin');
    const { body } = await who.post('/api/operations/bulks', bulk(await begun(app), '等一等'));
    return { who, url: `/api/operations/bulks/${body.id}/stop` };
  },
  'PUT /api/procedures/{id}/versions/{version}/tag': async (app) => {
    await begun(app);
    return { who: await app.as('admin'), url: `${versions}/tag`, body: { tag: '试用' }, other: { tag: '稳定' } };
  },
  'POST /api/procedures/{id}/versions/{version}/suspend': async (app) => {
    await begun(app);
    return { who: await app.as('admin'), url: `${versions}/suspend` };
  },
  'POST /api/procedures/{id}/versions/{version}/resume': async (app) => ({
    ...{ who: await app.as('admin'), url: `${versions}/resume` },
  }),
};

const webhook = (name: string) => ({ name, url: `${hook}/hook`, kinds: ['case.registered'] });
const registered = async (app: TestApp) => {
  const who = await app.as('admin');
  const { body } = await who.post('/api/webhooks', webhook('政务平台'));
  return { who, url: `/api/webhooks/${body.id}` };
};

const webhooks: Table = {
  'POST /api/webhooks': async (app) => ({
    ...{ who: await app.as('admin'), url: '/api/webhooks' },
    ...{ body: webhook('政务平台'), other: webhook('综治平台') },
  }),
  'PUT /api/webhooks/{id}': async (app) => ({
    ...(await registered(app)),
    body: { ...webhook('改名'), active: true },
    other: { ...webhook('再改名'), active: true },
  }),
  'DELETE /api/webhooks/{id}': registered,
  'POST /api/webhooks/{id}/rotate': async (app) => {
    const { who, url } = await registered(app);
    return { who, url: `${url}/rotate`, body: { hours: 24 }, other: { hours: 48 } };
  },
  'POST /api/webhooks/{id}/test': async (app) => {
    const { who, url } = await registered(app);
    return { who, url: `${url}/test` };
  },
  'POST /api/webhooks/{id}/deliveries/{delivery}/redeliver': async (app) => {
    const { who, url } = await registered(app);
    await who.post(`${url}/test`);
    await app.deps.database.updateTable('webhook_delivery').set({ status: 'failed' }).execute();
    const { body } = await who.get(`${url}/deliveries`);
    return { who, url: `${url}/deliveries/${body.items[0].id}/redeliver` };
  },
};

/** What administrators do to a running engine, and the webhooks. */
export const operationActs: Table = { ...instances, ...many, ...webhooks };

import { createHttp } from '../../../server/platform/http/index.ts';
import { runProcess } from '../../../server/platform/process.ts';

// As patient as the machine of the tests needs; `CUT_MS`: how long a stream may hold up the stop.
const patience = { requests: Number(process.env.CUT_MS ?? 60_000), whole: 120_000 };

// A process with one route that answers after the signal to stop has come, and a table that outlives a hard end.
await runProcess(async (base) => {
  const http = await createHttp(base);
  await base.pool.query('create table if not exists note (text text)');
  const signal = new Promise((resolve) => process.once('SIGTERM', resolve));
  http.get('/until-signal', async () => {
    console.log('in flight');
    await signal;
    return (await base.pool.query("insert into note values ('kept') returning text")).rows;
  });
  http.get('/notes', async () => (await base.pool.query('select text from note')).rows);
  http.get('/forever', async (_request, reply) => {
    reply.raw.write('data: hello\n\n');
    console.log('streaming');
    await new Promise(() => {});
  });
  return { http: http as never, notes: ['示范'], start: () => {}, stop: async () => console.log('background stopped') };
}, patience);

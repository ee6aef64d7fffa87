import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../engine/index.ts';
import { verifyChain } from '../../../server/audit/verify.ts';
import type { Database } from '../../../server/db/schema.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { demoTown } from '../../../server/demo/town.ts';
import { buildEngine } from '../../../server/engine.ts';
import { testClock } from '../../../server/platform/clock.ts';
import { createHealth } from '../../../server/platform/health.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createMetrics } from '../../../server/platform/metrics.ts';
import { secretsFrom } from '../../../server/platform/secrets.ts';
import { testDatabase } from '../../support/postgres.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'onedoor-demo-'));
const lines: string[] = [];
const logger = createLogger({ write: (line: string) => void lines.push(line) });
const base = {
  settings: {
    host: '127.0.0.1',
    port: 0,
    data: folder,
    databaseUrl: db.url,
    smtpUrl: undefined,
    publicUrl: 'http://localhost',
    secret: undefined,
    webhookAllow: [],
  },
  ...{
    pool: db.pool,
    database: openDatabase<Database>(db.pool),
    clock: testClock('2026-11-23T09:00:00+08:00'),
    logger,
    health: createHealth(),
    metrics: createMetrics(),
  },
  secrets: secretsFrom('a secret of the tests that is long enough'),
};
const engine = buildEngine(base);
const deps = { ...base, engine };
afterAll(async () => {
  await engine.stop();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('an empty database becomes the demo town, once', async () => {
  expect(await seedDemo(deps)).toEqual([
    '演示账号（密码均为 Onedoor-2026，仅供试用）：',
    '  hemin        何敏（首问责任人）',
    '  liuzhiqiang  刘志强（调解员）',
    '  huangli      黄丽（调解员）',
    '  chenguodong  陈国栋（综治中心主任）',
    '  wanghaitao   王海涛（副镇长）',
    '  zhouming     周明（系统管理员）',
    '  wujing       吴静（审计员）',
  ]);
  expect(lines.filter((line) => line.includes('"level":"error"') || line.includes('incomplete'))).toEqual([]);
  expect(await seedDemo(deps)).toEqual([]);
}, 240_000);

test('its cases stand in different places of the loop', async () => {
  const cases = await deps.database
    .selectFrom('case_file')
    .select(['number', 'title', 'stage', 'level', 'closed_at'])
    .where('town_id', '=', demoTown)
    .orderBy('number')
    .execute();
  expect(
    cases.map(({ number, title, stage, closed_at }) => `${number} ${title} ${closed_at ? '已结' : stage}`),
  ).toEqual([
    'CC2026-0001 民间借贷 3 万元到期未还 已结',
    'CC2026-0002 改建抬高路面，雨水倒灌邻家厨房 反馈',
    'CC2026-0003 祖屋滴水线界址纠纷 处置',
    'CC2026-0004 五金厂停产拖欠 22 名工人两个月工资 流转',
    'CC2026-0005 工厂黄泥水淹没南瓜田 流转',
    'CC2026-0006 四子轮流赡养八旬母亲不均 处置',
  ]);
});

test('nothing stands still, the past lies in the past, and the log holds', async () => {
  expect(await deps.database.selectFrom('incident').select('code').where('resolved_at', 'is', null).execute()).toEqual(
    [],
  );
  const { first, last } = await deps.database
    .selectFrom('case_event')
    .select((select) => [select.fn.min('at').as('first'), select.fn.max('at').as('last')])
    .executeTakeFirstOrThrow();
  expect([first < new Date('2026-11-01T00:00:00Z'), last <= base.clock.now()]).toEqual([true, true]);
  expect(await verifyChain(deps.database, demoTown)).toMatchObject({ ok: true });
});

import { distribute, openPool } from '../engine/index.ts';
import { migrateAll } from '../server/db/migrate.ts';
import { readSettings } from '../server/platform/settings.ts';

/** `npm run distribute`: spreads the tables of an external database over its Citus cluster, by town. */
const { databaseUrl } = readSettings(process.env, process.cwd());
if (!databaseUrl) {
  console.error('请用环境变量 DATABASE_URL 指定 Citus 集群的协调节点');
  process.exit(1);
}
const pool = openPool(databaseUrl, { max: 2, statement_timeout: 0, query_timeout: 0, lock_timeout: 0 });
try {
  await migrateAll(pool);
  const tables = await distribute(pool, { root: 'town' });
  if (tables === undefined) console.log('数据库没有安装 Citus 扩展，不用分布，没有改动');
  else
    console.log(
      tables.length > 0 ? `已按镇街分布 ${tables.length} 张表：${tables.join('、')}` : '各表均已分布，没有改动',
    );
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  console.error(`没有完成，数据没有改动：${code ?? message.split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  await pool.end();
}

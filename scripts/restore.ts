import { openArchive } from '../server/backup/archive.ts';
import { runCare } from '../server/backup/command.ts';
import { quarantine } from '../server/backup/quarantine.ts';
import { restore } from '../server/backup/restore.ts';
import { systemClock } from '../server/platform/clock.ts';
import { StartError } from '../server/platform/start-error.ts';
import { visitDatabase } from '../server/platform/visit.ts';

/**
 * `npm run restore -- FILE`: brings an archive back into an installation without data. `--after-recovery` instead parts a
 * database that its own tools brought back (point in time recovery) from the world that went on: mail, sessions, links.
 */
const afterRecovery = '--after-recovery';

await runCare(`npm run restore -- 文件，或 npm run restore -- ${afterRecovery}`, [afterRecovery], async (context) => {
  const { settings, file, flags, passphrase, teardown, say } = context;
  if (flags.has(afterRecovery)) {
    const client = await visitDatabase(settings, teardown);
    await client.query('begin');
    const towns = await quarantine(client, { reason: 'recovery', asOf: null }, systemClock.now());
    await client.query('commit');
    say(`${towns} 个镇街的信函已暂缓发送，登录和部门链接已失效`);
    return 0;
  }
  if (file === undefined) throw new StartError('请给出备份文件的名字');
  const archive = await openArchive(file, passphrase);
  const { takenAt, towns, tables, attachments } = archive.manifest;
  const broken = await restore(archive, settings, systemClock, teardown);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const moment = new Date(takenAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
  say(`恢复完成：${towns.map((town) => town.name).join('、')}，数据截至 ${moment}`);
  say(`  ${tables.length} 张表 ${rows} 行，材料 ${attachments.kept.length} 份，均与备份时一致`);
  say('  信函暂缓发送，由管理员在系统中恢复；原来的登录和部门链接已失效，链接须重发');
  for (const { town, entry } of broken) say(`  注意：${town} 的审计记录从第 ${entry} 条起不连贯，备份时已经如此`);
  for (const hash of attachments.missing) say(`  注意：备份时就缺少的材料：${hash}`);
  return broken.length > 0 || attachments.missing.length > 0 ? 2 : 0;
});

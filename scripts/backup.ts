import { backup } from '../server/backup/backup.ts';
import { runCare } from '../server/backup/command.ts';
import { systemClock } from '../server/platform/clock.ts';
import { knownSecret } from '../server/platform/secrets.ts';
import { StartError } from '../server/platform/start-error.ts';
import { visitDatabase } from '../server/platform/visit.ts';

/** `npm run backup -- FILE`: one archive of database and attachments, while the program runs or stands still. */
const withoutSecret = '--without-secret';

await runCare(`npm run backup -- 文件 [${withoutSecret}]`, [withoutSecret], async (context) => {
  const { settings, file, flags, passphrase, teardown, say } = context;
  if (file === undefined) throw new StartError('请给出备份文件的名字，例如 npm run backup -- 2026-11-23.onedoor');
  const secret = knownSecret(settings.secret, settings.data);
  if (secret === undefined)
    throw new StartError(`数据目录 ${settings.data} 里没有密钥，请用 ONEDOOR_DATA 指明数据目录`);
  if (passphrase === undefined && !flags.has(withoutSecret)) {
    throw new StartError(
      `没有密钥就读不出备份里的个人信息。请用环境变量 ONEDOOR_BACKUP_KEY 设一个口令，备份会加密并带上密钥；密钥已另行保管的，加上 ${withoutSecret}`,
    );
  }
  const summary = await backup(() => visitDatabase(settings, teardown), {
    file,
    data: settings.data,
    secret,
    passphrase,
    clock: systemClock,
  });
  const size = (summary.bytes / 1e6).toFixed(1);
  say(`备份完成：${file}（${size} MB）`);
  say(`  ${summary.towns.join('、')}：${summary.tables} 张表 ${summary.rows} 行，材料 ${summary.attachments} 份`);
  if (passphrase === undefined) say('  没有加密，也不含密钥：请妥善保管备份文件，并另行保管密钥');
  if (summary.missing.length === 0) return 0;
  say(`  注意：有 ${summary.missing.length} 份材料找不到或已损坏，备份里没有：`);
  for (const hash of summary.missing) say(`    ${hash}`);
  return 2;
});

import { resolve } from 'node:path';
import { NewerDatabase } from '../../engine/index.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import { stopOnSignals } from '../platform/signals.ts';
import { StartError } from '../platform/start-error.ts';
import { Teardown } from '../platform/teardown.ts';

/** What a command of care gets: the settings of the installation, its own arguments, and where to add what it opens. */
export interface CareContext {
  readonly settings: Settings;
  /** Absolute path of the file named; undefined when a flag stands alone. */
  readonly file: string | undefined;
  readonly flags: ReadonlySet<string>;
  /** `ONEDOOR_BACKUP_KEY`. */
  readonly passphrase: string | undefined;
  readonly teardown: Teardown;
  say(line: string): void;
}

const shortest = 12;

/**
 * Runs one command of care as a process of its own. Exit code 0: done; 2: done, with something that somebody must look
 * at; 1: nothing was done, and one line of Chinese says why.
 */
export async function runCare(
  usage: string,
  allowed: readonly string[],
  work: (context: CareContext) => Promise<0 | 2>,
) {
  const teardown = new Teardown();
  const stop = stopOnSignals(teardown, console.log, () => {});
  const leave = async (code: number) => {
    // Quick stops are for signals: closing a database that was written to may take its time.
    const errors = await teardown.run();
    process.exit(errors.length > 0 ? 1 : code);
  };
  try {
    const words = process.argv.slice(2);
    const flags = new Set(words.filter((word) => word.startsWith('--')));
    const files = words.filter((word) => !word.startsWith('--'));
    if (
      files.length > 1 ||
      [...flags].some((flag) => !allowed.includes(flag)) ||
      (files.length === 0 && flags.size === 0)
    ) {
      throw new StartError(`用法：${usage}`);
    }
    const settings = readSettings(process.env, process.cwd());
    const passphrase = process.env.ONEDOOR_BACKUP_KEY?.trim() || undefined;
    if (passphrase !== undefined && passphrase.length < shortest) {
      throw new StartError(`环境变量 ONEDOOR_BACKUP_KEY 有误：口令至少 ${shortest} 个字符`);
    }
    const file = files[0] === undefined ? undefined : resolve(files[0]);
    await leave(await work({ settings, file, flags, passphrase, teardown, say: (line) => console.log(line) }));
  } catch (error) {
    if (teardown.begun) return stop(1);
    console.error(explain(error));
    await leave(1);
  }
}

function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof NewerDatabase) return '数据库由更新的版本建立，请改用新版程序，数据没有改动';
  const { code, message } = error as Error & { code?: string };
  if (code === 'ENOSPC') return '磁盘空间不足，没有完成，已清理写到一半的内容';
  // PostgreSQL's messages quote values: its code stands for them.
  const fromDatabase = typeof (error as { severity?: unknown }).severity === 'string';
  return `没有完成：${fromDatabase ? `数据库错误 ${code}` : String(message).split('\n')[0]!.slice(0, 300)}`;
}

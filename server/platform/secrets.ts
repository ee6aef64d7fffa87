import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Keys that are derived from the one secret of the installation, each for one purpose. */
export interface Secrets {
  /** 32 bytes that stay the same for the same installation and purpose, such as `session` or `party-fields`. */
  key(purpose: string): Buffer;
}

/** Keys from a given secret. */
export function secretsFrom(secret: string): Secrets {
  return { key: (purpose) => Buffer.from(hkdfSync('sha256', secret, 'onedoor', purpose, 32)) };
}

/** The secret of the settings, else the one kept in the data folder, which is made at the first start. */
export function openSecrets(given: string | undefined, data: string): Secrets {
  if (given) return secretsFrom(given);
  const file = join(data, 'secret');
  if (!existsSync(file)) {
    // Personal data in an existing database is encrypted under the lost secret: a new one would make it unreadable.
    if (existsSync(join(data, 'postgres', 'PG_VERSION'))) {
      throw new StartError(
        `密钥文件 ${file} 不见了，数据库里的个人信息须用它解密，请从备份恢复，或用 ONEDOOR_SECRET 提供原密钥`,
      );
    }
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartError(`密钥文件 ${file} 能被其他用户读取，请执行 chmod 600 后再启动`);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new StartError(`密钥文件 ${file} 的内容不足 32 个字符，可能已损坏，请从备份恢复`);
  return secretsFrom(secret);
}

import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Keys that are derived from the one secret of the installation, each for one purpose. */
export interface Secrets {
  /** 32 bytes that stay the same for the same installation and purpose, such as `session` or `party-fields`. */
  key(purpose: string): Buffer;
  /** The same as an object, which HMAC takes six times as fast as bytes. */
  keyObject(purpose: string): KeyObject;
}

/** Keys from a given secret. */
export function secretsFrom(secret: string): Secrets {
  // Every request asks for some, and there are only so many purposes.
  const derived = new Map<string, Buffer>();
  const objects = new Map<string, KeyObject>();
  const key = (purpose: string) => {
    const known = derived.get(purpose) ?? Buffer.from(hkdfSync('sha256', secret, 'onedoor', purpose, 32));
    derived.set(purpose, known);
    return known;
  };
  return {
    key,
    keyObject(purpose) {
      const known = objects.get(purpose) ?? createSecretKey(key(purpose));
      objects.set(purpose, known);
      return known;
    },
  };
}

/** Where the secret of an installation lies when it was not given by `ONEDOOR_SECRET`. */
export const secretFile = (data: string): string => join(data, 'secret');

/** The secret of the settings, else the one kept in the data folder, which is made at the first start. */
export function openSecrets(given: string | undefined, data: string): Secrets {
  const known = knownSecret(given, data);
  if (known !== undefined) return secretsFrom(known);
  // Personal data in an existing database is encrypted under the lost secret: a new one would make it unreadable.
  if (existsSync(join(data, 'postgres', 'PG_VERSION'))) {
    throw new StartError(
      `密钥文件 ${secretFile(data)} 不见了，数据库里的个人信息须用它解密，请从备份恢复，或用 ONEDOOR_SECRET 提供原密钥`,
    );
  }
  const made = randomBytes(32).toString('base64url');
  keepSecret(made, data);
  return secretsFrom(made);
}

/** The secret that an installation has already; undefined before its first start. */
export function knownSecret(given: string | undefined, data: string): string | undefined {
  if (given) return given;
  const file = secretFile(data);
  if (!existsSync(file)) return undefined;
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartError(`密钥文件 ${file} 能被其他用户读取，请执行 chmod 600 后再启动`);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new StartError(`密钥文件 ${file} 的内容不足 32 个字符，可能已损坏，请从备份恢复`);
  return secret;
}

/** Keeps a secret in the data folder, which has none yet. */
export function keepSecret(secret: string, data: string): void {
  const file = secretFile(data);
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
}

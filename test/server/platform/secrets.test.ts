import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets, secretsFrom } from '../../../server/platform/secrets.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'onedoor-secret-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('the secret is made once, for its owner only, and kept', () => {
  const first = openSecrets(undefined, data).key('session');
  const second = openSecrets(undefined, data).key('session');
  expect([first.length, second.equals(first)]).toEqual([32, true]);
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(data, 'secret'), 'utf8').length).toBeGreaterThanOrEqual(43);
});

test('keys of different purposes and different secrets differ', () => {
  const secret = 'x'.repeat(32);
  const keys = [secretsFrom(secret).key('a'), secretsFrom(secret).key('b'), secretsFrom(`${secret}y`).key('a')];
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  expect(openSecrets(secret, data).key('a')).toEqual(keys[0]);
});

test('a secret that others can read, or that is cut short, is refused', () => {
  openSecrets(undefined, data);
  chmodSync(join(data, 'secret'), 0o644);
  expect(() => openSecrets(undefined, data)).toThrow('能被其他用户读取');
  writeFileSync(join(data, 'secret'), 'short');
  chmodSync(join(data, 'secret'), 0o600);
  expect(() => openSecrets(undefined, data)).toThrow('不足 32 个字符');
});

test('a lost secret beside an existing database is not replaced', () => {
  mkdirSync(join(data, 'postgres'));
  writeFileSync(join(data, 'postgres/PG_VERSION'), '18');
  expect(() => openSecrets(undefined, data)).toThrow('不见了');
  expect(openSecrets('x'.repeat(32), data).key('a')).toHaveLength(32);
});

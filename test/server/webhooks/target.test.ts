import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { send } from '../../../server/webhooks/send.ts';
import { demandPublic, isPublic, policyOf, targetOf } from '../../../server/webhooks/target.ts';

const none = policyOf([]);

test.each(['https://oa.example.gov.cn/hooks?x=1', 'https://8.8.8.8/', 'https://[2001:4860:4860::8888]:8443/'])(
  '%s may be an endpoint',
  (address) => {
    expect(targetOf(address, none).href).toBe(address);
  },
);

test.each([
  ['http://oa.example.gov.cn/', '地址应以 https:// 开头'],
  ['ftp://oa.example.gov.cn/', '地址应以 https:// 开头'],
  ['https://u:p@oa.example.gov.cn/', '地址应为 https://主机/路径，不带账号'],
  ['nonsense', '地址应为 https://主机/路径，不带账号'],
  ['https://127.0.0.1/', '这个地址指向内部网络，不能登记'],
  ['https://2130706433/', '这个地址指向内部网络，不能登记'],
  ['https://0x7f.1/', '这个地址指向内部网络，不能登记'],
  ['https://0177.0.0.1/', '这个地址指向内部网络，不能登记'],
  ['https://10.1.2.3/', '这个地址指向内部网络，不能登记'],
  ['https://169.254.169.254/latest', '这个地址指向内部网络，不能登记'],
  ['https://[::1]/', '这个地址指向内部网络，不能登记'],
  ['https://[::ffff:192.168.0.1]/', '这个地址指向内部网络，不能登记'],
])('%s may not', (address, reason) => {
  expect(() => targetOf(address, none)).toThrow(expect.objectContaining({ reason }));
});

test('what is allowed by name may be inside and without TLS, and only that origin', () => {
  const policy = policyOf(['http://10.1.2.3:8080']);
  expect(targetOf('http://10.1.2.3:8080/hook', policy).port).toBe('8080');
  expect(() => targetOf('http://10.1.2.3:8081/hook', policy)).toThrow();
});

test.each([
  ...['0.0.0.0', '100.64.0.1', '172.16.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
  ...['fe80::1', 'fc00::1', '64:ff9b::7f00:1', '2002:7f00:1::', '::', 'not an address'],
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false);
});

describe('a name that leads inside', () => {
  const inside = { allow: [], resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
  test('is refused when it is registered, also when only one of its addresses does', async () => {
    const url = new URL('https://oa.example.gov.cn/');
    const both = {
      ...inside,
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '::1', family: 6 },
      ],
    };
    const unknown = { ...inside, resolve: async () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(demandPublic(url, inside)).rejects.toMatchObject({ reason: '这个地址指向内部网络，不能登记' });
    await expect(demandPublic(url, both)).rejects.toMatchObject({ reason: '这个地址指向内部网络，不能登记' });
    await expect(demandPublic(url, unknown)).rejects.toMatchObject({ reason: '查不到这个主机，请核对地址' });
  });
  test('is not connected to when its answer has changed since', async () => {
    const { signal } = new AbortController();
    expect(await send('https://oa.example.gov.cn/', {}, '{}', inside, signal)).toEqual({
      ...{ kind: 'retry', answer: null, error: '地址指向内部网络，已拦下' },
    });
  });
});

test('an endpoint whose certificate nobody vouches for gets nothing', async () => {
  const pem = readFileSync(join(import.meta.dirname, 'self-signed.pem'), 'utf8');
  let heard = 0;
  const server = createServer({ cert: pem, key: pem }, (_, response) => {
    heard++;
    response.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  const origin = `https://127.0.0.1:${port}`;
  const attempt = await send(`${origin}/`, {}, '{}', policyOf([origin]), new AbortController().signal);
  await new Promise<void>((closed) => server.close(() => closed()));
  expect([attempt, heard]).toEqual([{ kind: 'retry', answer: null, error: '对方的证书有问题' }, 0]);
});

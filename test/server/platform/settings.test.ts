import { expect, test } from 'vitest';
import { readSettings } from '../../../server/platform/settings.ts';

test('without variables everything has its default', () => {
  expect(readSettings({}, '/srv/一扇门')).toEqual({
    host: '127.0.0.1',
    port: 3000,
    data: '/srv/一扇门/data',
    databaseUrl: undefined,
    smtpUrl: undefined,
    publicUrl: 'http://127.0.0.1:3000',
    secret: undefined,
    metricsToken: undefined,
    acceptDataLoss: false,
    webhookAllow: [],
  });
});

test('every variable is taken', () => {
  const env = {
    HOST: '::1',
    PORT: '8080',
    ONEDOOR_DATA: '/var/lib/onedoor',
    DATABASE_URL: 'postgres://u:p@db/onedoor',
    SMTP_URL: 'smtps://u:p@mail:465',
    PUBLIC_URL: 'https://town.example/',
    ONEDOOR_SECRET: 'x'.repeat(32),
    ONEDOOR_METRICS_TOKEN: 'm'.repeat(16),
    ONEDOOR_ACCEPT_DATA_LOSS: 'yes',
    ONEDOOR_WEBHOOK_ALLOW: 'https://oa.town.local, http://10.1.2.3:8080',
  };
  expect(readSettings(env, '/srv')).toEqual({
    host: '::1',
    port: 8080,
    data: '/var/lib/onedoor',
    databaseUrl: 'postgres://u:p@db/onedoor',
    smtpUrl: 'smtps://u:p@mail:465',
    publicUrl: 'https://town.example',
    secret: 'x'.repeat(32),
    metricsToken: 'm'.repeat(16),
    acceptDataLoss: true,
    webhookAllow: ['https://oa.town.local', 'http://10.1.2.3:8080'],
  });
});

test('an empty variable counts as absent', () => {
  expect(readSettings({ PORT: '', HOST: ' ' }, '/srv')).toEqual(readSettings({}, '/srv'));
});

test.each([
  [{ HOST: 'bad host' }, '环境变量 HOST 有误：应为 IP 地址或主机名，例如 127.0.0.1，实际为“bad host”'],
  [{ PORT: '70000' }, '环境变量 PORT 有误：应为 0 到 65535 之间的整数，实际为“70000”'],
  [
    { ONEDOOR_WEBHOOK_ALLOW: 'https://oa.town.local/path' },
    '环境变量 ONEDOOR_WEBHOOK_ALLOW 有误：应为 https://主机 这样的地址，几个之间用逗号隔开，实际为“https://oa.town.local/path”',
  ],
  [{ PORT: '-1' }, '环境变量 PORT 有误：应为 0 到 65535 之间的整数，实际为“-1”'],
  [
    { DATABASE_URL: 'mysql://u:geheim@h/d' },
    '环境变量 DATABASE_URL 有误：应为 postgres://用户:密码@主机/库名 这样的地址，实际为“mysql://…@h/d”',
  ],
  [
    { SMTP_URL: 'mail.example' },
    '环境变量 SMTP_URL 有误：应为 smtp://用户:密码@主机:587 这样的地址，实际为“mail.example”',
  ],
  [
    { PUBLIC_URL: 'https://x/?a=1' },
    '环境变量 PUBLIC_URL 有误：应为 https://主机 这样的地址，不带参数，实际为“https://x/?a=1”',
  ],
  [{ ONEDOOR_SECRET: 'geheim' }, '环境变量 ONEDOOR_SECRET 有误：至少应有 32 个字符，实际为“6 个字符”'],
])('%o is refused in one line without its password', (env, message) => {
  expect(() => readSettings(env, '/srv')).toThrow(expect.objectContaining({ name: 'StartError', message }));
});

import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { StartError } from './start-error.ts';

/** What can be set from outside, by environment variables. */
export interface Settings {
  /** `HOST`: the address to listen on. */
  readonly host: string;
  /** `PORT`: 0 takes any free one. */
  readonly port: number;
  /** `ONEDOOR_DATA`: absolute path of the folder that holds the database, uploads, the log and the secret. */
  readonly data: string;
  /** `DATABASE_URL`: an external PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** `SMTP_URL`: where mail goes; without it mail waits in the outbox. */
  readonly smtpUrl: string | undefined;
  /** `PUBLIC_URL`: how people outside reach this server, without a slash at the end. Links in mails begin with it. */
  readonly publicUrl: string;
  /** `ONEDOOR_WEBHOOK_ALLOW`: origins inside the house, comma-separated, that webhooks may be sent to, also without TLS. */
  readonly webhookAllow: readonly string[];
  /** `ONEDOOR_SECRET`: undefined when it is to be kept in the data folder. */
  readonly secret: string | undefined;
  /** `ONEDOOR_ACCEPT_DATA_LOSS=yes`: ready even on a database that may lose what it acknowledged; for trials. */
  readonly acceptDataLoss?: boolean;
  /** `ONEDOOR_METRICS_TOKEN`: what Prometheus shows to read `/metrics`; without it only this machine may. */
  readonly metricsToken?: string | undefined;
}

/** Reads and checks the settings; throws a `StartError` that names the variable, what is expected and what came. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, folder: string): Settings {
  // An empty variable counts as absent: `PORT= npm start` and compose files write them so.
  const given = (name: string) => env[name]?.trim() || undefined;
  const host = given('HOST') ?? '127.0.0.1';
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    refuse('HOST', '应为 IP 地址或主机名，例如 127.0.0.1', host);
  }
  const portText = given('PORT') ?? '3000';
  if (!/^\d{1,5}$/.test(portText) || Number(portText) > 65_535) refuse('PORT', '应为 0 到 65535 之间的整数', portText);
  const port = Number(portText);
  const authority = isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
  return {
    host,
    port,
    data: resolve(folder, given('ONEDOOR_DATA') ?? 'data'),
    databaseUrl: address(
      'DATABASE_URL',
      given('DATABASE_URL'),
      ['postgres:', 'postgresql:'],
      'postgres://用户:密码@主机/库名',
    ),
    smtpUrl: address('SMTP_URL', given('SMTP_URL'), ['smtp:', 'smtps:'], 'smtp://用户:密码@主机:587'),
    publicUrl: publicAddress(given('PUBLIC_URL')) ?? `http://${authority}`,
    webhookAllow: origins(given('ONEDOOR_WEBHOOK_ALLOW')),
    secret: longEnough('ONEDOOR_SECRET', given('ONEDOOR_SECRET'), 32),
    acceptDataLoss: given('ONEDOOR_ACCEPT_DATA_LOSS') === 'yes',
    metricsToken: longEnough('ONEDOOR_METRICS_TOKEN', given('ONEDOOR_METRICS_TOKEN'), 16),
  };
}

function address(
  name: string,
  value: string | undefined,
  schemes: readonly string[],
  example: string,
): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  // A socket path or several hosts may follow in the query, so an empty host is left to the driver.
  if (!url || !schemes.includes(url.protocol)) refuse(name, `应为 ${example} 这样的地址`, withoutPassword(value));
  if (name === 'SMTP_URL' && !url.hostname) refuse(name, `应为 ${example} 这样的地址`, withoutPassword(value));
  return value;
}

function publicAddress(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  const wrong = !url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username;
  if (wrong) refuse('PUBLIC_URL', '应为 https://主机 这样的地址，不带参数', withoutPassword(value));
  return value.replace(/\/+$/, '');
}

/** Origins as they appear in addresses, such as `https://oa.town.local` and `http://10.1.2.3:8080`. */
function origins(value: string | undefined): readonly string[] {
  const texts = (value ?? '').split(',').flatMap((text) => text.trim() || []);
  return texts.map((text) => {
    const url = URL.parse(text);
    const fits = url && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
    if (!fits)
      refuse('ONEDOOR_WEBHOOK_ALLOW', '应为 https://主机 这样的地址，几个之间用逗号隔开', withoutPassword(text));
    return url.origin;
  });
}

function longEnough(name: string, value: string | undefined, least: number): string | undefined {
  if (value !== undefined && value.length < least) refuse(name, `至少应有 ${least} 个字符`, `${value.length} 个字符`);
  return value;
}

/** Settings end up in terminals and logs: what stands between the scheme and the last `@` is left out. */
function withoutPassword(value: string): string {
  return value.replace(/\/\/.*@/, '//…@').replace(/:[^/:]*@/, ':…@');
}

function refuse(name: string, expected: string, came: string): never {
  throw new StartError(`环境变量 ${name} 有误：${expected}，实际为“${came}”`);
}

import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where endpoints may be. */
export interface TargetPolicy {
  /** Origins that may also be inside the house, or without TLS: `https://oa.town.local`, `http://10.1.2.3:8080`. */
  readonly allow: readonly string[];
  /** Addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
}

export const policyOf = (allow: readonly string[]): TargetPolicy => ({
  allow,
  resolve: (host) => lookup(host, { all: true, order: 'verbatim' }),
});

/** The address of an endpoint leads where no endpoint may be. `reason` is zh-CN, without the address. */
export class BlockedTarget extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super('Expected an endpoint at a public address but it is not');
    this.name = 'BlockedTarget';
    this.reason = reason;
  }
}

const inside = '这个地址指向内部网络，不能登记';

/**
 * The URL of an endpoint. Throws `BlockedTarget` unless it is https without credentials and a fragment, or its origin is
 * allowed. Other spellings of an IP address (decimal, hexadecimal) arrive here in their plain form.
 */
export function targetOf(text: string, { allow }: TargetPolicy): URL {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.hash) throw new BlockedTarget('地址应为 https://主机/路径，不带账号');
  if (allow.includes(url.origin)) return url;
  if (url.protocol !== 'https:') throw new BlockedTarget('地址应以 https:// 开头');
  const host = hostOf(url);
  if (isIP(host) && !isPublic(host)) throw new BlockedTarget(inside);
  return url;
}

/** Throws `BlockedTarget` when the host is not found, or any of its addresses is not public. */
export async function demandPublic(url: URL, policy: TargetPolicy): Promise<void> {
  if (policy.allow.includes(url.origin)) return;
  const found = await policy.resolve(hostOf(url)).catch(() => []);
  if (found.length === 0) throw new BlockedTarget('查不到这个主机，请核对地址');
  if (!found.every(({ address }) => isPublic(address))) throw new BlockedTarget(inside);
}

/**
 * The look-up of one connection: what it checks is what is connected to, so that a name whose answer changes between two
 * look-ups (DNS rebinding) leads nowhere.
 */
export function guardedLookup(url: URL, policy: TargetPolicy): LookupFunction {
  return (host, { all }, done) => {
    policy.resolve(host).then(
      (found) => {
        const [first] = found;
        const fits = policy.allow.includes(url.origin) || found.every(({ address }) => isPublic(address));
        if (!first) done(Object.assign(new Error('Expected an address but there is none'), { code: 'ENOTFOUND' }), '');
        else if (!fits) done(new BlockedTarget(inside), '');
        else if (all) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

/** Neither loopback, private, link-local, shared, reserved nor a way round to one of these (v4-mapped, NAT64, 6to4). */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.+)\]$/, '$1');

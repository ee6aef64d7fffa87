import { once } from 'node:events';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockedTarget, guardedLookup, type TargetPolicy, targetOf } from './target.ts';

/** What became of one attempt. `gone`: the endpoint wants no more (410). */
export interface Attempt {
  readonly kind: 'delivered' | 'retry' | 'gone';
  /** HTTP status, when there was an answer. */
  readonly answer: number | null;
  /** zh-CN, without the address and what the endpoint wrote. */
  readonly error: string | null;
}

/** From connecting to the end of the answer. */
const patience = 10_000;
/** More of an answer is not read. */
const mostRead = 64 * 1024;

/**
 * POSTs a message once. Redirects are not followed, answers not kept; the address is checked for the very connection that
 * is made. Never throws; when `stop` fires the attempt ends as one to be repeated.
 */
export async function send(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  policy: TargetPolicy,
  stop: AbortSignal,
): Promise<Attempt> {
  try {
    const url = targetOf(address, policy);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'onedoor',
        ...headers,
      },
      agent: false,
      lookup: guardedLookup(url, policy),
      signal,
    });
    request.end(body);
    const [response] = (await once(request, 'response', { signal })) as [import('node:http').IncomingMessage];
    let read = 0;
    for await (const chunk of response) {
      read += (chunk as Buffer).length;
      if (read > mostRead) break;
    }
    return judge(response.statusCode ?? 0);
  } catch (error) {
    return { kind: 'retry', answer: null, error: sayFailure(error) };
  }
}

function judge(status: number): Attempt {
  if (status >= 200 && status < 300) return { kind: 'delivered', answer: status, error: null };
  if (status === 410) return { kind: 'gone', answer: status, error: '对方不再接收（410）' };
  if (status >= 300 && status < 400)
    return { kind: 'retry', answer: status, error: `对方要求转到别处（${status}），不予跟随` };
  return { kind: 'retry', answer: status, error: `对方没有收下（${status}）` };
}

function sayFailure(error: unknown): string {
  if (error instanceof BlockedTarget) return '地址指向内部网络，已拦下';
  const { name, code = '', cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (cause instanceof BlockedTarget) return '地址指向内部网络，已拦下';
  if (name === 'AbortError' || name === 'TimeoutError') return '对方 10 秒内没有回音';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '查不到对方的主机';
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return '对方的证书有问题';
  return '连接不上对方';
}

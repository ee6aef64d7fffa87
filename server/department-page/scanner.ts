import type { FastifyRequest } from 'fastify';

const scanner =
  /bot|crawl|spider|scan|preview|safelinks|proofpoint|mimecast|barracuda|trendmicro|urldefen|headless|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|facebookexternalhit|slack|whatsapp|skype|telegram|ms-?office|outlook|virus|sandbox|phish/i;

/**
 * Whether a request looks like a program that follows the links of mails. It is only about what the log says: whoever it
 * is, a GET changes nothing.
 */
export function isScanner({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const agent = headers['user-agent'] ?? '';
  const purpose = `${headers.purpose ?? ''} ${headers['sec-purpose'] ?? ''} ${headers['x-purpose'] ?? ''}`;
  const mode = headers['sec-fetch-mode'];
  return (
    method !== 'GET' ||
    agent === '' ||
    scanner.test(agent) ||
    /prefetch|preview/i.test(purpose) ||
    (mode !== undefined && mode !== 'navigate')
  );
}

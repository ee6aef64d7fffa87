import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Message } from '../../../server/webhooks/message.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Message;
}

/** Another system, over a real socket: keeps what it got and answers as it is told; told nothing it keeps silent. */
export async function openReceiver() {
  const received: Received[] = [];
  let answer: (got: Received) => { status: number; headers?: Record<string, string> } | undefined = () => ({
    status: 204,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const got = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) as Message };
    received.push(got);
    const { status, headers = {} } = answer(got) ?? {};
    if (status !== undefined) response.writeHead(status, headers).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    /** Takes what came so far. */
    take: () => received.splice(0),
    answers(next: typeof answer) {
      answer = next;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The signature by the specification, written out: HMAC-SHA256 over `id.timestamp.body` with the decoded secret. */
export function signature(secret: string, { headers, text }: Received): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

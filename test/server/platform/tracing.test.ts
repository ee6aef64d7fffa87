import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTracing } from '../../../server/platform/tracing.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { drainage } from '../../support/cases.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

/** A collector that keeps what it is sent. */
const bodies: string[] = [];
let collector: Server;
let app: TestApp;
let flush: () => Promise<void>;
beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as { port: number };
  // The exporter of OpenTelemetry reads its variables from the process itself.
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`;
  flush = (await startTracing(process.env))!;
  app = await buildTestApp();
});
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => collector.close(resolve));
});

test('without an endpoint there are no traces', async () => {
  expect(await startTracing({})).toBeUndefined();
});

test('a request, the command it gave and the action that followed are spans without what anybody typed', async () => {
  const desk = await app.as('desk');
  const caller = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
  const { status } = await desk.post('/api/cases', drainage, { traceparent });
  expect(status).toBe(200);
  await app.drain();
  await app.inject({ url: '/nobody-knows/13812345678' });
  await flush();

  expect(bodies.length).toBeGreaterThan(0);
  const spans = bodies.flatMap((body) => {
    const [method, path] = body.split(' ', 2);
    expect([method, path]).toEqual(['POST', '/v1/traces']);
    const sent = JSON.parse(body.slice(body.indexOf('{'))) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
    };
    return sent.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans));
  });
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [request] = named('POST /api/cases');
  expect(request).toMatchObject({ traceId: caller.traceId, parentSpanId: caller.spanId });
  expect(Object.fromEntries(request!.attributes.map(({ key, value }) => [key, Object.values(value)[0]]))).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/cases',
    'http.response.status_code': 200,
  });
  expect(named('engine.start')).toMatchObject([{ traceId: caller.traceId, parentSpanId: request!.spanId }]);
  expect(spans.some((span) => span.name.startsWith('action '))).toBe(true);
  expect(named('GET /*')).toHaveLength(1);

  const text = bodies.join('\n');
  for (const trace of ['赵小明', '13800001111', '440783198001011234', 'nobody-knows', '13812345678'])
    expect(text).not.toContain(trace);
});

import { setTimeout as pause } from 'node:timers/promises';
import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Does nothing until `startTracing` was called. */
export const tracer = trace.getTracer('onedoor');

/** How long the end of the process waits for a collector that does not answer. */
const patience = 1000;

/**
 * Sends spans by OTLP over HTTP when `OTEL_EXPORTER_OTLP_ENDPOINT` is set; the other variables of OpenTelemetry
 * (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, headers, timeouts) hold too. Answers the function that flushes and ends.
 */
export async function startTracing(
  env: Readonly<Record<string, string | undefined>>,
): Promise<(() => Promise<void>) | undefined> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return undefined;
  // Loaded only when wanted: it would slow down every other start.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': env.OTEL_SERVICE_NAME ?? 'onedoor' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return () => Promise.race([provider.shutdown(), pause(patience, undefined, { ref: false })]);
}

/**
 * Runs `work` in a span. Attributes are names, ids and counts; of an error only its class, for messages may quote what
 * somebody typed.
 */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL, attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

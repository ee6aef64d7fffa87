import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger };

/**
 * What may stand in the log. A list of what is allowed forgets nobody's phone number, a list of what is hidden does.
 * Ids, codes, counts and durations only: no body, no query, no address with a token in it.
 */
const allowed = new Set([
  ...['number', 'code', 'status', 'method', 'route', 'ms', 'count', 'attempt', 'port', 'version', 'reason', 'sqlstate'],
  ...['town', 'user', 'role', 'instance', 'task', 'job', 'timer', 'incident', 'procedure', 'element', 'type', 'action'],
  ...['order', 'case', 'mail', 'appointment', 'batch', 'signal', 'outcome', 'command', 'responseCode', 'err'],
]);

/** A JSON logger. `destination` is a stream; the level comes from the caller. */
export function createLogger(destination: DestinationStream, level = 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: allowList },
      serializers: { err: describe },
      hooks: {
        // pino would take the message of a bare error as the line's text; error texts may quote what somebody typed.
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          const line = first instanceof Error ? [{ err: first }, ...(rest.length > 0 ? rest : ['error'])] : args;
          method.apply(this, line as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

function allowList(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => allowed.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? plain(value) : scalarOrError(value)]),
  );
}

function scalarOrError(value: unknown): unknown {
  return value instanceof Error || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/**
 * An error without what somebody typed: PostgreSQL's messages quote values, so its code stands for them; of others
 * numbers of seven digits and more and Chinese text are covered.
 */
function describe(error: Error): Record<string, unknown> {
  if (!(error instanceof Error)) return stdSerializers.err(error);
  const { code, severity, table, constraint, routine } = error as Error & Record<string, unknown>;
  const fromDatabase = typeof severity === 'string';
  return {
    name: error.name,
    code,
    ...(fromDatabase ? { table, constraint, routine } : { message: plain(error.message) }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim().slice(0, 200)),
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  };
}

/** At most 200 characters on one line, no marks that turn the writing direction, no long numbers, no Chinese. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\d{7,}[\dXx]?/g, '#')
    .replace(/\p{Script=Han}+/gu, '□')
    .slice(0, 200);
}

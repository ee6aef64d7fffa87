/**
 * What an endpoint receives: the payload shape of Standard Webhooks (type, timestamp, data). Numbers, codes and names of
 * steps, never personal data.
 */
export interface Message {
  /** An `EventKind`, or `ping`. */
  readonly type: string;
  /** When it happened, ISO 8601 with +08:00. */
  readonly timestamp: string;
  readonly data: {
    readonly town: number;
    readonly case?: { readonly id: string; readonly number: string };
    readonly instance?: string;
    /** Process id and version. */
    readonly process?: string;
    readonly version?: number;
    readonly step?: { readonly element: string; readonly name: string };
    readonly task?: number;
    /** ISO 8601 with +08:00. */
    readonly due?: string;
    readonly stage?: string;
    readonly order?: string;
    readonly incident?: { readonly number: number; readonly code: string };
  };
}

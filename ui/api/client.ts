import { ApiProblem, Offline, type ProblemJson } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Call {
  readonly query?: Query;
  readonly body?: unknown;
  /** The same key on every retry of one act: the server carries it out once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** What the client must know of the session; the session provider fills it in. */
export const session: { csrf: string; expired: () => void } = { csrf: '', expired: () => {} };

const mutations = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Calls the server and answers the parsed body.
 * @throws ApiProblem when it refuses, Offline when it cannot be reached.
 */
export async function call<T>(
  method: string,
  path: string,
  { query, body, idempotencyKey, signal }: Call = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  if (mutations.has(method)) headers['x-csrf-token'] = session.csrf;
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
  const payload = body === undefined ? null : form ? body : JSON.stringify(body);
  const answer = await reach(address(path, query), {
    method,
    headers,
    body: payload,
    credentials: 'same-origin',
    signal: signal ?? null,
  });
  if (answer.ok) return read<T>(answer);
  const problem = new ApiProblem(answer.status, await problemOf(answer));
  if (answer.status === 401 && path !== '/api/session') session.expired();
  throw problem;
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) }),
  post: <T>(path: string, body: unknown = {}, idempotencyKey?: string) =>
    call<T>('POST', path, { body, ...(idempotencyKey && { idempotencyKey }) }),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, { body }),
  delete: <T>(path: string) => call<T>('DELETE', path),
};

/** The path with its query; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${path}?${search}` : path;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Offline(cause);
  }
}

async function read<T>(answer: Response): Promise<T> {
  const text = answer.status === 204 ? '' : await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function problemOf(answer: Response): Promise<ProblemJson> {
  try {
    return (await answer.json()) as ProblemJson;
  } catch {
    return {}; // A proxy answered with a page of its own.
  }
}

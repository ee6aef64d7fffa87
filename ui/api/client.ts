import { ApiProblem, Offline, type ProblemJson } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Call {
  readonly query?: Query;
  readonly body?: unknown;
  /** The key of the act; one is made when it is not given. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** What the client must know of the session; the session provider fills it in. */
export const session: { csrf: string; expired: () => void } = { csrf: '', expired: () => {} };

const mutations = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Keys of acts that got no answer yet, by what was asked: asked again, they are the same act and happen once. */
const unanswered = new Map<string, string>();
const remembered = 100;

/** A key for one act. Not `crypto.randomUUID`: an office without certificates has no secure context. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Calls the server and answers the parsed body. What changes something carries an `Idempotency-Key`: a new one for every
 * act, and the same one when the same is asked again because no answer came.
 * @throws ApiProblem when it refuses, Offline when it cannot be reached.
 */
export async function call<T>(
  method: string,
  path: string,
  { query, body, idempotencyKey, signal }: Call = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const form = body instanceof FormData;
  const changes = mutations.has(method);
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  const payload = body === undefined ? null : form ? body : JSON.stringify(body);
  const act = `${method} ${path} ${form ? filesIn(body) : payload}`;
  if (changes) {
    const key = idempotencyKey ?? unanswered.get(act) ?? newKey();
    unanswered.set(act, key);
    if (unanswered.size > remembered) unanswered.delete(unanswered.keys().next().value!);
    headers['x-csrf-token'] = session.csrf;
    headers['idempotency-key'] = key;
  }
  const answer = await reach(address(path, query), {
    method,
    headers,
    body: payload,
    credentials: 'same-origin',
    signal: signal ?? null,
  });
  // A server that failed may have failed after it was done.
  if (answer.status < 500) unanswered.delete(act);
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

/** What a form holds, in a few words: the same files chosen again are the same. */
function filesIn(form: FormData): string {
  const word = (value: FormDataEntryValue) =>
    typeof value === 'string' ? value : `${value.name}:${value.size}:${value.lastModified}`;
  return [...form].map(([name, value]) => `${name}=${word(value)}`).join();
}

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

import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveEvent } from '../../server/live/contract.ts';
import { api, session } from './client.ts';
import { ApiProblem } from './problem.ts';

type Listener = (event: LiveEvent) => void;

/** One stream a page, shared by all who listen; the browser reconnects it by itself. */
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
const topics: readonly LiveEvent['topic'][] = ['tasks', 'case', 'order', 'mail', 'notice', 'procedure'];
let source: EventSource | undefined;
let connected = true;
let refused = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
const pause = 5000;

/** Calls `handle` for every change that the server announces under one of the topics. */
export function useLive(topics: readonly LiveEvent['topic'][], handle: Listener): void {
  const latest = useRef(handle);
  latest.current = handle;
  const wanted = topics.join();
  useEffect(() => {
    const listen: Listener = (event) => wanted.split(',').includes(event.topic) && latest.current(event);
    listeners.add(listen);
    open();
    return () => {
      listeners.delete(listen);
      if (listeners.size === 0) close();
    };
  }, [wanted]);
}

/** Whether the stream stands: the shell says so at the bottom of the rail. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => connected,
  );
}

/** Somebody has logged in: a stream that was refused for want of a session may stand again. */
export function resumeLive(): void {
  refused = false;
  if (listeners.size > 0) open();
}

function open(): void {
  if (source || refused || waiting || typeof EventSource === 'undefined') return;
  source = new EventSource('/api/live');
  // What changed while nobody listened (before the first connection, or between two) was told to no one: look at all of it.
  source.onopen = () => {
    tell(true);
    for (const topic of topics) announce({ topic });
  };
  source.onerror = () => {
    tell(false);
    // The browser reconnects a stream that broke, but gives up on one that was refused.
    if (source?.readyState === EventSource.CLOSED) void again();
  };
  source.onmessage = receive;
}

/** Without a session no stream will stand until the next login; anything else is tried again after a pause. */
async function again(): Promise<void> {
  close();
  try {
    await api.get('/api/session');
  } catch (error) {
    refused = error instanceof ApiProblem && error.status === 401;
    if (refused) session.expired();
  }
  if (refused || listeners.size === 0) return;
  waiting = setTimeout(() => {
    waiting = undefined;
    if (listeners.size > 0) open();
  }, pause);
}

function close(): void {
  source?.close();
  source = undefined;
}

function receive({ data }: MessageEvent<string>): void {
  const event = parse(data);
  if (event) announce(event);
}

function announce(event: LiveEvent): void {
  for (const listen of [...listeners]) listen(event);
}

function parse(data: string): LiveEvent | undefined {
  try {
    return JSON.parse(data) as LiveEvent;
  } catch {
    return undefined; // A heartbeat.
  }
}

function tell(now: boolean): void {
  if (connected === now) return;
  connected = now;
  for (const changed of watchers) changed();
}

import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveEvent } from '../../server/live/contract.ts';

type Listener = (event: LiveEvent) => void;

/** One stream a page, shared by all who listen; the browser reconnects it by itself. */
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let source: EventSource | undefined;
let connected = true;
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

function open(): void {
  if (source || typeof EventSource === 'undefined') return;
  source = new EventSource('/api/live');
  source.onopen = () => tell(true);
  source.onerror = () => {
    tell(false);
    // The browser reconnects a stream that broke, but gives up on one that was refused (the session had ended).
    if (source?.readyState === EventSource.CLOSED) again();
  };
  source.onmessage = receive;
  for (const topic of ['tasks', 'case', 'order', 'mail', 'notice', 'procedure'])
    source.addEventListener(topic, receive);
}

function again(): void {
  close();
  setTimeout(() => listeners.size > 0 && open(), pause);
}

function close(): void {
  source?.close();
  source = undefined;
}

function receive({ data }: MessageEvent<string>): void {
  const event = parse(data);
  if (event) for (const listen of [...listeners]) listen(event);
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

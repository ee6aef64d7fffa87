import type { LiveEvent } from './contract.ts';

export type Listener = (event: LiveEvent) => void;

/** Hands what changed in a town to the pages that are open there. One process; ids only. */
export interface Live {
  publish(town: number, event: LiveEvent): void;
  /** Answers the function that ends the subscription. */
  subscribe(town: number, listener: Listener): () => void;
}

export function createLive(): Live {
  const towns = new Map<number, Set<Listener>>();
  return {
    publish: (town, event) => {
      for (const listener of towns.get(town) ?? []) listener(event);
    },
    subscribe: (town, listener) => {
      const listeners = towns.get(town) ?? new Set();
      towns.set(town, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) towns.delete(town);
      };
    },
  };
}

const hubs = new WeakMap<object, Live>();

/** The hub of the process that has this database open. */
export function liveOf({ database }: { readonly database: object }): Live {
  const known = hubs.get(database);
  if (known) return known;
  const live = createLive();
  hubs.set(database, live);
  return live;
}

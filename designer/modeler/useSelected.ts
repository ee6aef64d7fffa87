/** The selected element of the canvas (the process itself when nothing is), re-rendered whenever the diagram changes. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Canvas, Element, EventBus, Modeler, Selection } from './types.ts';

export interface Selected {
  readonly element: Element | undefined;
  /** Grows with every change of the diagram. */
  readonly revision: number;
}

export function useSelected(modeler: Modeler | undefined): Selected {
  const [store] = useState(() => createStore());
  useEffect(() => (modeler ? store.follow(modeler) : undefined), [modeler, store]);
  return useSyncExternalStore(store.subscribe, store.read);
}

function createStore() {
  let selected: Selected = { element: undefined, revision: 0 };
  const listeners = new Set<() => void>();
  return {
    read: () => selected,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow(modeler: Modeler) {
      const bus = modeler.get<EventBus>('eventBus');
      const update = () => {
        const one = modeler.get<Selection>('selection').get();
        const element =
          one.length === 1 ? one[0] : one.length === 0 ? modeler.get<Canvas>('canvas').getRootElement() : undefined;
        selected = { element: element?.labelTarget ?? element, revision: selected.revision + 1 };
        for (const listener of listeners) listener();
      };
      const events = ['selection.changed', 'commandStack.changed', 'import.done'];
      bus.on(events, update);
      update();
      return () => bus.off(events, update);
    },
  };
}

import { useEffect, useRef } from 'react';

/** Key (as in KeyboardEvent.key, lower case; `ctrl+enter`) → what it does. */
export type Keys = Readonly<Record<string, () => void>>;

/**
 * Keyboard shortcuts of a page. Plain letters rest while the person types, composes Chinese or has a dialog open;
 * chords with Ctrl work everywhere.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const act = latest.current[name];
      if (!act || event.isComposing || event.defaultPrevented) return;
      if (
        !name.startsWith('ctrl+') &&
        (isTyping(event.target) || document.querySelector('.ant-modal-mask, .ant-drawer-mask'))
      )
        return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const chord = event.ctrlKey || event.metaKey ? 'ctrl+' : event.altKey ? 'alt+' : '';
  return chord + event.key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** bpmn-js's menu of what an element can become, in the words of the office: title and one line, and what makes no sense left out. */
import { vocabulary } from './vocabulary.ts';

interface Entry {
  readonly label: string;
  readonly description?: string;
}
type Entries = Readonly<Record<string, Entry>>;

/** Entries whose action is named otherwise than their key in the catalogue. */
const named: Readonly<Record<string, string>> = {
  'none-start': 'none-start-event',
  'none-end': 'none-end-event',
  'none-intermediate-throw': 'none-intermediate-throwing',
  'ad-hoc-subprocess': 'expanded-ad-hoc-subprocess',
  subprocess: 'expanded-subprocess',
};

/** The entries of bpmn-js with our words. */
export function inOurWords(entries: Entries): Entries {
  return Object.fromEntries(
    Object.entries(entries).map(([action, entry]) => {
      const key = action.replace('replace-with-', '');
      const words = vocabulary[named[key] ?? key];
      return [action, words ? { ...entry, label: words.title, description: words.hint } : entry];
    }),
  );
}

class ReplaceWords {
  static $inject = ['popupMenu'];
  constructor(menu: { registerProvider(id: string, priority: number, provider: object): void }) {
    menu.registerProvider('bpmn-replace', 500, {
      getPopupMenuEntries: () => inOurWords,
      // How often a step is done and whether an event interrupts are questions of the panel.
      getPopupMenuHeaderEntries: () => () => ({}),
    });
  }
}

export const replaceModule = { __init__: ['onedoorReplaceWords'], onedoorReplaceWords: ['type', ReplaceWords] };

/** The small toolbar beside a selected step, in words: 下一步 · 加在边上 · 连线 · 换类型 · 删. */
import type { Element } from './types.ts';

interface ContextPad {
  registerProvider(provider: unknown): void;
}
interface Connect {
  start(event: unknown, source: Element): void;
}
interface PopupMenu {
  open(element: Element, id: string, position: { x: number; y: number }, options?: object): void;
}

/** What the page does when a word is chosen: it shows a menu of steps at this place of the window. */
export interface PadHandlers {
  next(element: Element, at: { x: number; y: number }): void;
  edge(element: Element, at: { x: number; y: number }): void;
}

const word = (text: string, className = '') =>
  `<button type="button" class="entry od-pad ${className}">${text}</button>`;

const activities = /Task$|SubProcess$|CallActivity$|Transaction$/;
const flowNodes = /Task$|SubProcess$|CallActivity$|Transaction$|Gateway$|Event$/;

/** From a link that jumps away no line leads on. */
const jumps = ({ type, businessObject }: Element): boolean =>
  type === 'bpmn:IntermediateThrowEvent' && businessObject.eventDefinitions?.[0]?.$type === 'bpmn:LinkEventDefinition';

/** A bpmn-js module that replaces the icon pad. */
export function contextPadModule(handlers: PadHandlers) {
  class WordPad {
    static $inject = ['contextPad', 'connect', 'modeling', 'popupMenu', 'rules'];
    readonly connect: Connect;
    readonly modeling: { removeElements(elements: readonly Element[]): void };
    readonly popupMenu: PopupMenu;
    readonly rules: { allowed(rule: string, context: object): boolean };
    constructor(
      pad: ContextPad,
      connect: Connect,
      modeling: WordPad['modeling'],
      popupMenu: PopupMenu,
      rules: WordPad['rules'],
    ) {
      this.connect = connect;
      this.modeling = modeling;
      this.popupMenu = popupMenu;
      this.rules = rules;
      pad.registerProvider(this);
    }
    getContextPadEntries(element: Element) {
      const type = element.type;
      const at = (event: MouseEvent) => ({ x: event.clientX, y: event.clientY });
      const entries: Record<string, object> = {};
      // Beside a line the pad would lie on the step it leads to, and its “删” under the next click: the panel has it.
      if (element.labelTarget || element.waypoints) return entries;
      const { triggeredByEvent } = element.businessObject;
      if (flowNodes.test(type) && type !== 'bpmn:EndEvent' && !triggeredByEvent && !jumps(element)) {
        entries.next = {
          group: '1',
          html: word('＋ 下一步', 'od-pad-main'),
          action: { click: (event: MouseEvent) => handlers.next(element, at(event)) },
        };
        const start = (event: MouseEvent) => this.connect.start(event, element);
        entries.connect = { group: '3', html: word('连线'), action: { click: start, dragstart: start } };
      }
      if (activities.test(type) && !triggeredByEvent) {
        entries.edge = {
          group: '2',
          html: word('加在边上'),
          action: { click: (event: MouseEvent) => handlers.edge(element, at(event)) },
        };
      }
      if (flowNodes.test(type)) {
        entries.replace = {
          group: '4',
          html: word('换类型'),
          action: {
            click: (event: MouseEvent) =>
              this.popupMenu.open(element, 'bpmn-replace', at(event), { title: '换成', width: 320, search: true }),
          },
        };
      }
      if (this.rules.allowed('elements.delete', { elements: [element] })) {
        entries.delete = {
          group: '5',
          html: word('删', 'od-pad-danger'),
          action: { click: () => this.modeling.removeElements([element]) },
        };
      }
      return entries;
    }
    getMultiElementContextPadEntries(elements: readonly Element[]) {
      return {
        delete: {
          group: '5',
          html: word('删', 'od-pad-danger'),
          action: { click: () => this.modeling.removeElements([...elements]) },
        },
      };
    }
  }
  return { __init__: ['contextPadProvider'], contextPadProvider: ['type', WordPad] };
}

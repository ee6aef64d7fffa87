/** Leaving the name of a new step as it is changes nothing: bpmn-js would write it again, and make it an undo of its own. */
import type { Element } from './types.ts';

interface LabelEditing {
  update(element: Element, label: string, ...more: readonly unknown[]): void;
}

class SameLabel {
  static $inject = ['labelEditingProvider'];
  constructor(editing: LabelEditing) {
    const update = editing.update.bind(editing);
    editing.update = (element, label, ...more) => {
      const drawsItself = element.type === 'bpmn:TextAnnotation';
      if (drawsItself || label !== (element.businessObject.name ?? '')) update(element, label, ...more);
    };
  }
}

export const sameLabelModule = { __init__: ['onedoorSameLabel'], onedoorSameLabel: ['type', SameLabel] };

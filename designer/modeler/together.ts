/** Several changes of the diagram as one: one undo takes them all back. */
import type { CommandStack, Modeler } from './types.ts';

interface Context {
  readonly acts: () => void;
}

class Together {
  static $inject = ['commandStack'];
  constructor(stack: { registerHandler(name: string, handler: unknown): void }) {
    stack.registerHandler(
      'onedoor.together',
      class {
        preExecute({ acts }: Context) {
          acts();
        }
        execute() {
          return [];
        }
        revert() {
          return [];
        }
      },
    );
  }
}

export const togetherModule = { __init__: ['onedoorTogether'], onedoorTogether: ['type', Together] };

/** Carries out changes (calls of modeling) so that they are undone and redone as one. */
export const together = (modeler: Modeler, acts: () => void): void =>
  modeler.get<CommandStack>('commandStack').execute('onedoor.together', { acts });

/** Which version a call uses: its binding in the words of the panel, and the procedures that can be called. */
import type { ModdleElement } from '../modeler/types.ts';

export type Binding = 'latest' | 'deployment' | 'versionTag';

export const bindings: readonly { readonly value: Binding; readonly label: string; readonly help: string }[] = [
  { value: 'latest', label: '总用最新版', help: '走到这里时用那个流程的现行版。' },
  {
    value: 'deployment',
    label: '和本流程一起发布的那版',
    help: '只能选和本流程画在一起、一起发布的流程；以后改了那个流程，办着的不受影响。',
  },
  { value: 'versionTag', label: '带某个标签的版本', help: '走到这里时用带这个标签的最新一版。' },
];

/** The binding of a `zeebe:calledElement`; what is not known is the newest, as the engine takes it. */
export const readBinding = (called: ModdleElement): Binding =>
  bindings.find(({ value }) => value === called?.bindingType)?.value ?? 'latest';

/** What to write for a binding: the default is not said, and a tag goes with the binding that needs it. */
export const writeBinding = (binding: Binding, tag = ''): Record<string, string | undefined> => ({
  bindingType: binding === 'latest' ? undefined : binding,
  versionTag: binding === 'versionTag' ? tag.trim() || undefined : undefined,
});

export interface Callable {
  readonly id: string;
  readonly name: string;
}

/** The processes drawn in the file, which are published together. */
export const drawnTogether = (definitions: ModdleElement): readonly Callable[] =>
  (definitions?.rootElements ?? [])
    .filter(({ $type, isExecutable }: ModdleElement) => $type === 'bpmn:Process' && isExecutable === true)
    .map(({ id, name }: ModdleElement) => ({ id, name: name || id }));

/** Everything that a call can choose with this binding, each once. */
export function callable(
  binding: Binding,
  published: readonly Callable[],
  together: readonly Callable[],
): readonly Callable[] {
  if (binding === 'deployment') return together;
  return [...published, ...together.filter(({ id }) => !published.some((one) => one.id === id))];
}

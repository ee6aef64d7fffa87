import type { ModdleElement, Modeling } from '../modeler/types.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 跳转的名字: from every “从这里跳走” the way goes on at the “跳到这里” of the same name. */
export function Jump({ definition }: { definition: ModdleElement }) {
  const { modeler, element } = usePanel();
  const problem = useProblem('link');
  const name: string = definition.name ?? '';
  return (
    <Section icon="link" title="跳转的名字" answer={name || '未写'} id="link">
      <Field problem={problem} help="起点和落点写同一个名字，才能跳过去。">
        <TextField
          label="跳转的名字"
          value={name}
          onCommit={(next) =>
            modeler.get<Modeling>('modeling').updateModdleProperties(element, definition, { name: next.trim() })
          }
        />
      </Field>
    </Section>
  );
}

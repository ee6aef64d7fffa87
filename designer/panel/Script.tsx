import { extension, updateExtension } from '../modeler/extension.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 算什么: a FEEL formula and the fact it becomes. */
export function Script() {
  const { modeler, element } = usePanel();
  const problem = useProblem('script', 'expression');
  const script = extension(element, 'zeebe:Script');
  const set = (part: { expression?: string | undefined; resultVariable?: string | undefined }) =>
    updateExtension(modeler, element, 'zeebe:Script', part);
  return (
    <Section icon="calculate" title="算什么" answer={script?.resultVariable ?? '未写'} id="script">
      <FeelField
        name="公式"
        problem={problem}
        help="以 = 开头。"
        example="=round + 1"
        rows={2}
        value={script?.expression ?? ''}
        onCommit={(next) => set({ expression: next || undefined })}
      />
      <Field label="结果记作">
        <TextField
          label="结果变量"
          mono
          value={script?.resultVariable ?? ''}
          onCommit={(next) => set({ resultVariable: next || undefined })}
        />
      </Field>
    </Section>
  );
}

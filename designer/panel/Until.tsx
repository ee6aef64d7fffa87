import { setFormula } from '../modeler/extension.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Section } from './Section.tsx';

/** 等什么条件: a formula over the facts of the case; it is looked at whenever they change. */
export function Until({ definition }: { definition: ModdleElement }) {
  const { modeler, element } = usePanel();
  const problem = useProblem('condition');
  const body: string = definition.condition?.body ?? '';
  return (
    <Section icon="fork" title="等什么条件" answer={body ? '按公式' : '未写'} id="condition">
      <FeelField
        name="等的条件"
        value={body}
        problem={problem}
        example="=level >= 3"
        help="案情一变就看，成立时发生。"
        onCommit={(next) => setFormula(modeler, element, definition, 'condition', next)}
      />
    </Section>
  );
}

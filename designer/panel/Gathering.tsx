import { InputNumber } from 'antd';
import { setFormula } from '../modeler/extension.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

const counted = /^=\s*activationCount\s*>=\s*(\d+)\s*$/;

/** 来几路才走: how many of its ways in a complex gateway waits for, as a number or a formula. */
export function Gathering() {
  const { modeler, element } = usePanel();
  const problem = useProblem('activation');
  const ways = element.incoming?.length ?? 0;
  const body: string = element.businessObject.activationCondition?.body ?? '';
  const count = counted.exec(body)?.[1];
  const write = (next: string) => setFormula(modeler, element, element.businessObject, 'activationCondition', next);
  if (ways < 2 && !body) return null;
  return (
    <Section
      icon="parallel"
      title="来几路才走"
      answer={count ? `${ways} 路来 ${count} 路` : body ? '按公式' : '未写'}
      id="activation"
    >
      <Field problem={problem}>
        <InputNumber
          aria-label="来几路才走"
          min={1}
          max={Math.max(ways, Number(count ?? 1))}
          precision={0}
          suffix="路"
          value={count ? Number(count) : null}
          onChange={(next) => write(next ? `=activationCount >= ${next}` : '')}
        />
      </Field>
      <FeelField
        name="激活公式"
        label="或按公式"
        help="迟来的几路收下就算，不再走一遍。"
        example="=activationCount >= 2"
        value={body}
        onCommit={write}
      />
    </Section>
  );
}

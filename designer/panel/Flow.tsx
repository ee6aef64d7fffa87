import { Segmented } from 'antd';
import { formula } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import type { Element, Modeling } from '../modeler/types.ts';
import { Comparing } from './Comparing.tsx';
import { readCondition, writeCondition } from './condition.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Section } from './Section.tsx';

const choices = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];
const activities = /Task$|SubProcess$|CallActivity$|Transaction$/;

/** Whether a way out of an element may have a condition (BPMN 2.0.2, 10.6.1). */
export const mayAsk = ({ type, outgoing }: Element): boolean =>
  (choices.includes(type) && (outgoing?.length ?? 0) > 1) || activities.test(type);

/** What is said of how the ways out of an element are gone through. */
export const howChosen = ({ type }: Element): string =>
  type === 'bpmn:ExclusiveGateway' ? '从上往下，先满足先走，只走一条。' : '每条各看各的，满足几条走几条。';

/** 什么情况走这条路: a fact compared with a value, a formula, or “其他情况都走这条”. */
export function Flow() {
  const { modeler, element } = usePanel();
  const problem = useProblem('condition');
  const flow = element.businessObject;
  const source = element.source;
  if (!source || !mayAsk(source)) return null;
  const isDefault = source.businessObject.default === flow;
  const body: string = flow.conditionExpression?.body ?? '';
  const condition = readCondition(body);
  const modeling = modeler.get<Modeling>('modeling');
  const write = (feel: string) =>
    modeling.updateProperties(element, { conditionExpression: formula(modeler, flow, feel) });
  const setDefault = (on: boolean) =>
    together(modeler, () => {
      if (on && body) modeling.updateProperties(element, { conditionExpression: undefined });
      modeling.updateProperties(source, { default: on ? flow : undefined });
    });
  const order = (source.outgoing ?? []).findIndex((outgoing) => outgoing.id === element.id) + 1;
  const always = activities.test(source.type) && !body;
  return (
    <Section
      icon="fork"
      title="什么情况走这条路"
      answer={isDefault ? '其他情况' : always ? '总是走' : `第 ${order} 个判断`}
      id="condition"
    >
      <Segmented
        aria-label="怎么走"
        block
        value={isDefault ? 'default' : 'condition'}
        onChange={(next) => setDefault(next === 'default')}
        options={[
          { value: 'condition', label: '满足条件' },
          { value: 'default', label: '其他情况都走这条' },
        ]}
      />
      {isDefault ? null : (
        <>
          {condition || !body ? (
            <Comparing
              condition={condition ?? { fact: 'level', comparison: '>=', value: '3' }}
              onChange={(next) => write(writeCondition(next))}
              fresh={!condition}
            />
          ) : null}
          <FeelField
            name="条件公式"
            label="公式"
            problem={problem}
            help={activities.test(source.type) ? '不写条件就总是走。' : howChosen(source)}
            value={body}
            onCommit={write}
          />
        </>
      )}
    </Section>
  );
}

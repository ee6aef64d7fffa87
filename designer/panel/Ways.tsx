import { Button, Select } from 'antd';
import { together } from '../modeler/together.ts';
import type { Element, Modeling, Selection } from '../modeler/types.ts';
import { readCondition, sayCondition } from './condition.ts';
import { howChosen, mayAsk } from './Flow.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

/** 有哪几条路: the ways out of a choice with their conditions in words, and which is for all other cases. */
export function Ways() {
  const { modeler, element } = usePanel();
  const problem = useProblem('default');
  const flows = (element.outgoing ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow');
  if (!mayAsk(element) || flows.length < 2) return null;
  const modeling = modeler.get<Modeling>('modeling');
  const chosen: string = element.businessObject.default?.id ?? '';
  const nameOf = ({ businessObject: bo, target }: Element): string =>
    bo.name || target?.businessObject.name || '未命名的路';
  const setDefault = (id: string) =>
    together(modeler, () => {
      const flow = flows.find((one) => one.id === id);
      if (flow?.businessObject.conditionExpression) modeling.updateProperties(flow, { conditionExpression: undefined });
      modeling.updateProperties(element, { default: flow?.businessObject });
    });
  return (
    <Section icon="fork" title="有哪几条路" answer={`${flows.length} 条`} id="default">
      <ol className="od-ways">
        {flows.map((flow) => (
          <li key={flow.id}>
            <Button type="link" size="small" onClick={() => modeler.get<Selection>('selection').select(flow)}>
              {nameOf(flow)}
            </Button>
            <span>{flow.id === chosen ? '其他情况' : sayFlow(flow)}</span>
          </li>
        ))}
      </ol>
      <Field label="其他情况走哪条" problem={problem} help={howChosen(element)}>
        <Select
          aria-label="其他情况走哪条"
          value={chosen}
          onChange={setDefault}
          options={[
            { value: '', label: '没有：都不满足就停住，等管理员处理' },
            ...flows.map((flow) => ({ value: flow.id, label: nameOf(flow) })),
          ]}
        />
      </Field>
    </Section>
  );
}

function sayFlow({ businessObject: { conditionExpression } }: Element): string {
  const body: string = conditionExpression?.body ?? '';
  const condition = readCondition(body);
  return condition ? sayCondition(condition) : body ? '按公式' : '没有条件';
}

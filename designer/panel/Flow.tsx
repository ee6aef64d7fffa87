import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { Moddle, Modeling } from '../modeler/types.ts';
import { type Condition, comparisons, facts, readCondition, writeCondition } from './condition.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 什么情况走这条路: a fact compared with a value, a formula, or “其他情况都走这条”. */
export function Flow() {
  const { modeler, element } = usePanel();
  const problem = useProblem('condition');
  const flow = element.businessObject;
  const source = element.source;
  if (source?.type !== 'bpmn:ExclusiveGateway' || (source.outgoing?.length ?? 0) < 2) return null;
  const isDefault = source.businessObject.default === flow;
  const body: string = flow.conditionExpression?.body ?? '';
  const condition = readCondition(body);
  const modeling = modeler.get<Modeling>('modeling');
  const write = (feel: string) => {
    const moddle = modeler.get<Moddle>('moddle');
    modeling.updateProperties(element, {
      conditionExpression: feel ? moddle.create('bpmn:FormalExpression', { body: feel }) : undefined,
    });
  };
  const setDefault = (on: boolean) => {
    if (on && body) modeling.updateProperties(element, { conditionExpression: undefined });
    modeling.updateProperties(source, { default: on ? flow : undefined });
  };
  const order = (source.outgoing ?? []).findIndex((outgoing) => outgoing.id === element.id) + 1;
  return (
    <Section icon="fork" title="什么情况走这条路" answer={isDefault ? '其他情况' : `第 ${order} 个判断`} id="condition">
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
          <Field label="公式" problem={problem} help="从上往下，先满足先走。">
            <TextField label="条件公式" mono value={body} onCommit={write} />
          </Field>
        </>
      )}
    </Section>
  );
}

function Comparing({
  condition,
  onChange,
  fresh,
}: {
  condition: Condition;
  onChange: (next: Condition) => void;
  fresh: boolean;
}) {
  const fact = facts.find((candidate) => candidate.name === condition.fact);
  if (fresh) {
    return (
      <Button type="link" size="small" onClick={() => onChange(condition)}>
        ＋ 写一个条件
      </Button>
    );
  }
  return (
    <div className="od-compare">
      <Select
        aria-label="事实"
        showSearch
        optionFilterProp="label"
        value={condition.fact}
        onChange={(name: string) => {
          const next = facts.find((candidate) => candidate.name === name);
          onChange({ fact: name, comparison: next?.values ? '=' : '>=', value: next?.values?.[0]?.value ?? '1' });
        }}
        options={[
          ...facts.map(({ name, label }) => ({ value: name, label })),
          ...(fact ? [] : [{ value: condition.fact, label: condition.fact }]),
        ]}
      />
      <Select
        aria-label="怎么比"
        value={condition.comparison}
        onChange={(comparison: Condition['comparison']) => onChange({ ...condition, comparison })}
        options={[...comparisons]}
      />
      {fact?.values ? (
        <Select
          aria-label="值"
          value={condition.value}
          onChange={(value: string) => onChange({ ...condition, value })}
          options={[...fact.values]}
        />
      ) : fact ? (
        <InputNumber
          aria-label="值"
          value={Number(condition.value)}
          onChange={(value) => onChange({ ...condition, value: String(value ?? 0) })}
        />
      ) : (
        <Input
          aria-label="值"
          value={condition.value}
          onChange={(event) => onChange({ ...condition, value: event.target.value })}
        />
      )}
    </div>
  );
}

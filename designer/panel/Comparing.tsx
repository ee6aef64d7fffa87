import { Button, Input, InputNumber, Select } from 'antd';
import { type Condition, comparisons, facts } from './condition.ts';

/** 事实 · 怎么比 · 值: a condition in three fields. */
export function Comparing({
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

import { Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { type Line, readStructure, sayFact } from './facts.ts';

interface Props {
  readonly lines: readonly Line[];
  /** New values by name; what is not in it stays. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly onChange: (changes: Readonly<Record<string, unknown>>) => void;
  /** Names to be looked at first. */
  readonly first?: readonly string[];
}

/** Facts to be mended: each by the kind of value it has; what was changed says what it was. */
export function FactFields({ lines, changes, onChange, first = [] }: Props) {
  const [all, setAll] = useState(false);
  // What the engine asks for; else what is known. What was never set is rarely what is wrong.
  const likely = lines.filter(({ name, value }) => (first.length ? first.includes(name) : value !== undefined));
  const shown =
    all || likely.length === 0 ? lines : lines.filter((line) => likely.includes(line) || line.name in changes);
  const set = (name: string, value: unknown, before: unknown) => {
    const next: Record<string, unknown> = { ...changes };
    if (value === before) delete next[name];
    else next[name] = value;
    onChange(next);
  };
  return (
    <div className="opfacts">
      {shown.map((line) => (
        <div key={line.name} className="field">
          <label htmlFor={`fact-${line.name}`}>{line.title}</label>
          <Field
            line={line}
            value={changes[line.name] ?? line.value}
            onChange={(value) => set(line.name, value, line.value)}
          />
          {line.name in changes ? <p className="caption">原来：{sayFact(line.value, line.options)}</p> : null}
        </div>
      ))}
      {shown.length === 0 ? <p className="caption">没有可以改的事实。</p> : null}
      {shown.length === lines.length ? null : (
        <button type="button" className="textbutton" onClick={() => setAll(true)}>
          其余 {lines.length - shown.length} 项也要改
        </button>
      )}
    </div>
  );
}

interface FieldProps {
  readonly line: Line;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Field({ line, value, onChange }: FieldProps) {
  const id = `fact-${line.name}`;
  if (line.entry === 'number')
    return (
      <InputNumber
        id={id}
        value={typeof value === 'number' ? value : null}
        placeholder="没有填"
        onChange={(next) => onChange(next ?? line.value)}
      />
    );
  if (line.entry === 'choice')
    return (
      <Select
        id={id}
        aria-label={line.title}
        value={typeof value === 'string' ? value : null}
        placeholder="没有填"
        options={line.options.map(({ value: code, title }) => ({ value: code, label: title }))}
        onChange={onChange}
      />
    );
  if (line.entry === 'boolean')
    return (
      <Segmented
        id={id}
        aria-label={line.title}
        value={value === true ? '是' : value === false ? '否' : '没有填'}
        options={value === true || value === false ? ['是', '否'] : ['没有填', '是', '否']}
        onChange={(next) => onChange(next === '没有填' ? line.value : next === '是')}
      />
    );
  if (line.entry === 'structure') return <Structure line={line} value={value} onChange={onChange} />;
  return (
    <Input
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={line.entry === 'date' ? '例如 2026-11-23' : '没有填'}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** A list or a group of values, as the procedure keeps it. */
function Structure({ line, value, onChange }: FieldProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value)));
  const read = readStructure(text);
  return (
    <>
      <Input.TextArea
        id={`fact-${line.name}`}
        className="od-mono"
        autoSize={{ minRows: 1, maxRows: 6 }}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const next = readStructure(target.value);
          if (next.ok) onChange(JSON.stringify(next.value) === JSON.stringify(line.value) ? line.value : next.value);
        }}
      />
      <p className={read.ok || text === '' ? 'caption' : 'fielderror small'}>
        {read.ok || text === '' ? '一组值：改动时保留括号和引号' : '括号或引号没有配成对，还没有算数'}
      </p>
    </>
  );
}

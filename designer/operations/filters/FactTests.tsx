import { Button, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import type { VariableTest, VersionView } from '../../../server/operations/contract.ts';
import { sayFact } from '../facts.ts';
import { testOf } from '../filter.ts';
import { testWords } from '../words.ts';

const hints: Readonly<Record<string, string>> = { boolean: '是 或 否', date: '例如 2026-11-23', number: '数字' };

type KnownFact = VersionView['facts'][number];

interface Props {
  readonly facts: readonly KnownFact[];
  readonly tests: readonly VariableTest[];
  readonly onChange: (tests: readonly VariableTest[]) => void;
}

/** 按事实筛选: `金额 大于 10000`; each test is a chip that can be taken off. */
export function FactTests({ facts, tests, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const known = (name: string) => facts.find((fact) => fact.name === name);
  const titleOf = (name: string) => known(name)?.title ?? name;
  return (
    <>
      {tests.map((test, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tests have no identity but their place
        <span key={index} className="chip brand">
          {titleOf(test.name)} {testWords[test.is]}{' '}
          {test.is === 'present' ? '' : sayFact(test.value, known(test.name)?.options)}
          <button
            type="button"
            className="textbutton"
            aria-label={`去掉“${titleOf(test.name)}”这一条`}
            onClick={() => onChange(tests.filter((_, other) => other !== index))}
          >
            去掉
          </button>
        </span>
      ))}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        title="按事实筛选"
        destroyOnHidden
        content={
          <NewTest
            facts={facts}
            onTest={(test) => {
              setOpen(false);
              onChange([...tests, test]);
            }}
          />
        }
      >
        <Button disabled={tests.length >= 10}>按事实筛选…</Button>
      </Popover>
    </>
  );
}

function NewTest({
  facts,
  onTest,
}: {
  readonly facts: readonly KnownFact[];
  readonly onTest: (test: VariableTest) => void;
}) {
  const [name, setName] = useState<string>();
  const [is, setIs] = useState<VariableTest['is']>('=');
  const [typed, setTyped] = useState('');
  const fact = facts.find((one) => one.name === name);
  const ready = fact !== undefined && (is === 'present' || typed.trim() !== '');
  return (
    <form
      className="opfact"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onTest(testOf(fact.name, is, typed, fact.type));
      }}
    >
      <Select
        value={name ?? null}
        aria-label="事实"
        placeholder="哪一项"
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent="这个流程没有登记过事实"
        options={facts.filter(({ type }) => type !== 'id').map((one) => ({ value: one.name, label: one.title }))}
        onChange={setName}
      />
      <Select
        value={is}
        aria-label="怎么比"
        options={Object.entries(testWords).map(([value, label]) => ({ value, label }))}
        onChange={setIs}
      />
      {is === 'present' ? null : fact?.options ? (
        <Select
          value={typed || null}
          aria-label="比什么"
          placeholder="值"
          options={fact.options.map(({ value, title }) => ({ value, label: title }))}
          onChange={setTyped}
        />
      ) : (
        <Input
          value={typed}
          aria-label="比什么"
          placeholder={hints[fact?.type ?? ''] ?? '值'}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <Button type="primary" htmlType="submit" disabled={!ready}>
        加上
      </Button>
    </form>
  );
}

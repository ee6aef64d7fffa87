import { useMutation } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Tried } from '../../server/procedures/contract.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { usePanel } from '../panel/panelContext.ts';
import { tryFormula } from '../requests.ts';
import { catalogueOf, factsOf, readSample } from './facts.ts';
import { sayValue } from './say.ts';
import './try.css';

/** Typed once, offered again at the next formula. */
const remembered = new Map<string, string>();

/** 试一试: a formula, the facts it reads with sample values, and what the server makes of them now. */
export function TryIt({
  name,
  formula,
  onUse,
  onClose,
}: {
  name: string;
  formula: string;
  onUse: (formula: string) => void;
  onClose: () => void;
}) {
  const { modeler } = usePanel();
  const [text, setText] = useState(formula || '=');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(Object.fromEntries(remembered));
  const facts = factsOf(text);
  const [catalogue] = useState(() => catalogueOf((modeler as ModdleElement).getDefinitions()));
  const trial = useMutation({
    mutationFn: () =>
      tryFormula(text, Object.fromEntries(facts.map((fact) => [fact.name, readSample(typed[fact.name] ?? '')]))),
  });
  const type = (fact: string, value: string) => {
    remembered.set(fact, value);
    setTyped({ ...typed, [fact]: value });
    trial.reset();
  };
  const edit = (next: string) => {
    setText(next);
    trial.reset();
  };
  return (
    <Modal
      open
      title={`试一试：${name}`}
      width={560}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          关闭
        </Button>,
        <Button
          key="use"
          disabled={text === formula || text.trim() === '='}
          onClick={() => {
            onUse(text.trim());
            onClose();
          }}
        >
          用这个公式
        </Button>,
        <Button
          key="run"
          type="primary"
          loading={trial.isPending}
          disabled={text.trim().replace(/^=/, '').trim() === ''}
          onClick={() => trial.mutate()}
        >
          算一算
        </Button>,
      ]}
    >
      <div className="od-try">
        <span className="od-label">公式</span>
        <Input.TextArea
          aria-label="公式"
          className="od-mono"
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={text}
          onChange={(event) => edit(event.target.value)}
        />
        <Select
          aria-label="加一个事实"
          placeholder="加一个事实"
          showSearch
          optionFilterProp="label"
          value={null}
          onChange={(fact: string | null) => fact && edit(`${text.trimEnd()} ${fact}`)}
          options={catalogue.map((fact) => ({
            value: fact.name,
            label: fact.label === fact.name ? fact.name : `${fact.label}（${fact.name}）`,
          }))}
        />
        <span className="od-label">用这些事实试</span>
        {facts.length ? (
          <dl>
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>
                  {fact.label}
                  {fact.label === fact.name ? null : <code>{fact.name}</code>}
                </dt>
                <dd>
                  <AutoComplete
                    aria-label={fact.label}
                    placeholder="没有值"
                    value={typed[fact.name] ?? ''}
                    onChange={(value: string) => type(fact.name, value ?? '')}
                    options={(fact.values ?? []).map(({ value, label }) => ({ value, label: `${label}（${value}）` }))}
                  />
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="od-help">这个公式不看案情。</p>
        )}
        <Outcome tried={trial.data} failure={trial.isError ? wordsFor(trial.error) : undefined} />
      </div>
    </Modal>
  );
}

function Outcome({ tried, failure }: { tried: Tried | undefined; failure: string | undefined }) {
  const problem = failure ?? (tried && !tried.ok ? tried.problem : undefined);
  return (
    <output className={problem ? 'od-try-bad' : ''} aria-live="polite">
      {problem ? (
        problem
      ) : tried?.ok ? (
        <>结果：{<b>{sayValue(tried.value)}</b>}</>
      ) : (
        '填好后点“算一算”，按现在的时间和本镇的日历算。'
      )}
    </output>
  );
}

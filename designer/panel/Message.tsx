import { AutoComplete, Select } from 'antd';
import type { ModdleElement } from '../modeler/types.ts';
import { readMessage, writeMessage } from './eventDefinition.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { positionOf } from './triggers.ts';

/** 等什么消息, 发什么消息: one of the catalogue (签收、退单、反馈 …) and how it finds its case. */
export function Message({ holder }: { holder: ModdleElement }) {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('message', 'correlation');
  const { name, key } = readMessage(holder);
  const bo = element.businessObject;
  const throws = ['throw', 'end'].includes(positionOf(bo) ?? '') || element.type === 'bpmn:SendTask';
  const begins = positionOf(bo) === 'process' || bo.instantiate === true;
  const titles = catalogue.messages.map((message) => ({ value: message.name, label: message.title }));
  const choose = (next: string) =>
    writeMessage(
      modeler,
      element,
      holder,
      next,
      begins ? '' : (catalogue.messages.find((message) => message.name === next)?.key ?? (key || '=case')),
    );
  return (
    <Section
      icon="mail"
      title={throws ? '发什么消息' : '等什么消息'}
      answer={titles.find(({ value }) => value === name)?.label ?? (name || '未选')}
      id="message"
    >
      <Field problem={problem}>
        {throws ? (
          <AutoComplete
            key={name}
            aria-label="消息"
            placeholder="选一个，或写一个名字"
            defaultValue={name}
            onSelect={(next: string) => choose(next)}
            onBlur={({ target }) => {
              const next = (target as HTMLInputElement).value.trim();
              if (next && next !== name) choose(next);
            }}
            options={titles}
          />
        ) : (
          <Select
            aria-label="消息"
            placeholder="从消息目录里选"
            value={name || null}
            status={problem ? 'error' : ''}
            onChange={choose}
            options={titles}
          />
        )}
      </Field>
      {begins ? (
        <p className="od-help">收到一个，就开始新的一件。</p>
      ) : (
        <FeelField
          name="关联键"
          label={throws ? '发给哪一件' : '凭什么认出是本案'}
          help={throws ? '等着它的那一件，关联键与这个值相同。' : '收到的消息与这个值相同才算本案的。'}
          value={key}
          onCommit={(next) => writeMessage(modeler, element, holder, name, next)}
        />
      )}
    </Section>
  );
}

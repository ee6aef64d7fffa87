import { AutoComplete, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { sharedElements } from '../modeler/rootElements.ts';
import {
  type Announced,
  type Announcement,
  freshAnnouncement,
  freshCase,
  freshEvent,
  readAnnouncement,
  writeAnnouncement,
} from './announcement.ts';
import { coded } from './eventDefinition.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel } from './panelContext.ts';
import { Field } from './Section.tsx';

const whens: readonly { readonly value: Announcement['when']; readonly label: string }[] = [
  { value: 'all', label: '不通知' },
  { value: 'none', label: '每办完一份，通知一次' },
  { value: 'one', label: '办完第一份时通知' },
  { value: 'complex', label: '满足条件时通知' },
];

/** 办的过程中通知外面: what a step that is done several times announces at each completion, at the first, or by conditions. */
export function Announces() {
  const { modeler, element } = usePanel();
  const now = readAnnouncement(element.businessObject.loopCharacteristics);
  const write = (next: Announcement) => writeAnnouncement(modeler, element, next);
  const help =
    now.when === 'all'
      ? '要边办边做别的，选一种通知，再在这一步边上放“上报”或“广播”接住。'
      : '在这一步边上放同名的“上报”“广播”或“消息”就能接住；没有接住的，发到外面去。';
  return (
    <>
      <Field label="办的过程中通知外面" help={help}>
        <Select<Announcement['when']>
          aria-label="办的过程中通知外面"
          value={now.when}
          onChange={(when) =>
            write('event' in now && (when === 'none' || when === 'one') ? { ...now, when } : freshAnnouncement(when))
          }
          options={[...whens]}
        />
      </Field>
      {'event' in now ? <Event event={now.event} onChange={(event) => write({ ...now, event })} /> : null}
      {'cases' in now ? (
        <>
          {now.cases.map((one, index) => {
            const change = (part: object) =>
              write({ ...now, cases: now.cases.map((other, at) => (at === index ? { ...other, ...part } : other)) });
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
              <div key={index}>
                <FeelField
                  name={now.cases.length > 1 ? `第 ${index + 1} 个条件` : '什么条件'}
                  value={one.condition}
                  example={freshCase.condition}
                  help="每办完一份看一次：成立就通知，其余没办完的不再办。"
                  onCommit={(condition) => change({ condition })}
                />
                <Event event={one.event} onChange={(event) => change({ event })} />
                {now.cases.length > 1 ? (
                  <Button
                    type="text"
                    size="small"
                    danger
                    onClick={() => write({ ...now, cases: now.cases.filter((_, at) => at !== index) })}
                  >
                    去掉第 {index + 1} 个条件
                  </Button>
                ) : null}
              </div>
            );
          })}
          <Button type="link" size="small" onClick={() => write({ ...now, cases: [...now.cases, freshCase] })}>
            ＋ 再加一个条件
          </Button>
        </>
      ) : null}
    </>
  );
}

const kinds: readonly { readonly value: Announced['kind']; readonly label: string; readonly text: string }[] = [
  { value: 'escalation', label: '上报', text: '上报代码' },
  { value: 'signal', label: '广播', text: '广播名' },
  { value: 'message', label: '消息', text: '消息' },
];

/** By what it is announced, and the name or code by which it is caught. */
function Event({ event, onChange }: { event: Announced; onChange: (next: Announced) => void }) {
  const { modeler, catalogue } = usePanel();
  const { kind, text, key } = event;
  const choose = (next: Announced['kind']) => {
    const [message] = catalogue.messages;
    onChange(
      next === 'message'
        ? { kind: next, text: message?.name ?? freshEvent.text, key: message?.key ?? '=case' }
        : { kind: next, text: kind === 'message' ? freshEvent.text : text || freshEvent.text, key: '' },
    );
  };
  const messages = catalogue.messages.map(({ name, title }) => ({ value: name, label: title }));
  return (
    <>
      <div className="od-row od-field">
        <Select<Announced['kind']>
          aria-label="怎么通知"
          value={kind}
          onChange={choose}
          options={kinds.map(({ value, label }) => ({ value, label }))}
        />
        {kind === 'message' ? (
          <Select
            aria-label="消息"
            value={text}
            onChange={(name: string) =>
              onChange({ kind, text: name, key: catalogue.messages.find((one) => one.name === name)?.key ?? key })
            }
            options={messages}
          />
        ) : (
          <Named
            label={kinds.find(({ value }) => value === kind)!.text}
            value={text}
            known={sharedElements(modeler, coded[kind].type).map((one) => one[coded[kind].property] as string)}
            onCommit={(next) => onChange({ ...event, text: next })}
          />
        )}
      </div>
      {kind === 'message' ? (
        <FeelField
          name="关联键"
          label="发给哪一件"
          help="等着它的那一件，关联键与这个值相同。"
          value={key}
          onCommit={(next) => onChange({ ...event, key: next })}
        />
      ) : null}
    </>
  );
}

/** A name of one's own or one that is in use; an empty one is not taken. */
function Named({
  label,
  value,
  known,
  onCommit,
}: {
  label: string;
  value: string;
  known: readonly string[];
  onCommit: (next: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = (next: string) => {
    const name = next.trim();
    if (name === '') setText(value);
    else if (name !== value) onCommit(name);
  };
  return (
    <AutoComplete
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={setText}
      onSelect={commit}
      onBlur={() => commit(text)}
      options={[...new Set(known)].filter((one) => one && one !== text).map((one) => ({ value: one }))}
    />
  );
}

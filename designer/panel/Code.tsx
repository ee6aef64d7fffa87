import { AutoComplete } from 'antd';
import { useEffect, useState } from 'react';
import { sharedElements } from '../modeler/rootElements.ts';
import type { IconName } from '../modeler/steps.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { coded, readCode, writeCode } from './eventDefinition.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { definitionsOf, positionOf } from './triggers.ts';

interface Words {
  readonly icon: IconName;
  readonly title: string;
  readonly label: string;
  readonly help: { readonly catch: string; readonly throw: string };
  /** What an empty code means where it is caught. */
  readonly any: string;
}

const words: { readonly [Kind in keyof typeof coded]: Words } = {
  signal: {
    ...{ icon: 'signal', title: '哪个广播', label: '广播名', any: '' },
    help: { catch: '全镇发出这个名字的广播时收到。', throw: '全镇等这个名字的都会收到。' },
  },
  error: {
    ...{ icon: 'stop', title: '哪种办不成', label: '错误代码', any: '所有' },
    help: { catch: '留空表示任何报错都走这里。', throw: '外面一层按这个代码接住。' },
  },
  escalation: {
    ...{ icon: 'raise', title: '上报什么', label: '上报代码', any: '所有' },
    help: { catch: '留空表示任何上报都走这里。', throw: '外面一层按这个代码接住。' },
  },
};

/** 哪个广播、哪种办不成、上报什么: the one name or code by which thrower and catcher find each other. */
export function Code({ kind, definition }: { kind: keyof typeof coded; definition: ModdleElement }) {
  const { modeler, element } = usePanel();
  const problem = useProblem(kind);
  const value = readCode(definition, kind);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const { icon, title, label, help, any } = words[kind];
  const throws = ['throw', 'end'].includes(positionOf(element.businessObject) ?? '');
  const known = sharedElements(modeler, coded[kind].type).map((one) => one[coded[kind].property] as string);
  const commit = (next: string) => {
    if (next.trim() !== value) writeCode(modeler, element, definition, kind, next.trim());
  };
  const several = definitionsOf(element.businessObject).length > 1;
  return (
    <Section
      icon={icon}
      title={title}
      answer={value || (throws ? '未写' : any || '未写')}
      {...(several ? {} : { id: kind })}
    >
      <Field problem={problem} help={throws ? help.throw : help.catch}>
        <AutoComplete
          aria-label={label}
          placeholder={label}
          value={text}
          status={problem ? 'error' : ''}
          onChange={setText}
          onSelect={commit}
          onBlur={() => commit(text)}
          options={known.filter((one) => one && one !== text).map((one) => ({ value: one }))}
        />
      </Field>
    </Section>
  );
}

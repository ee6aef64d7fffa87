import { Segmented } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import { FeelField } from './FeelField.tsx';
import { Folded } from './Folded.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Section } from './Section.tsx';
import { type Urgency as Level, readUrgency, writeUrgency } from './urgency.ts';

const words: Readonly<Record<Level, string>> = { normal: '普通', urgent: '加急' };
const choices: { value: Level | ''; label: string }[] = [
  { value: 'normal', label: words.normal },
  { value: 'urgent', label: words.urgent },
];

/** 急不急: what is urgent is marked so in the list of who does it. */
export function Urgency() {
  const { modeler, element } = usePanel();
  const problem = useProblem('priority');
  const priority: string = extension(element, 'zeebe:PriorityDefinition')?.priority ?? '';
  const urgency = readUrgency(priority);
  const write = (next: string | undefined) =>
    updateExtension(modeler, element, 'zeebe:PriorityDefinition', { priority: next?.trim() || undefined });
  return (
    <Section icon="raise" title="急不急" answer={urgency ? words[urgency] : '按公式'} id="priority">
      <Segmented<Level | ''>
        aria-label="急不急"
        block
        value={urgency ?? ''}
        onChange={(next) => (next === '' ? undefined : write(writeUrgency(next)))}
        options={urgency ? choices : [...choices, { value: '', label: '按公式' }]}
      />
      <Folded open={!urgency || problem !== undefined}>
        <FeelField
          name="优先级公式"
          value={priority}
          problem={problem}
          example="=if level >= 3 then 80 else 50"
          help="算出 0 到 100 的一个数：大于 50 就标“加急”，不写是 50。"
          onCommit={write}
        />
      </Folded>
    </Section>
  );
}

import { Select } from 'antd';
import { extension, setExtensions, updateExtension } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import { factNamed } from '../try/facts.ts';
import { FeelField } from './FeelField.tsx';
import { readMappings, setInput, writeMappings } from './mappings.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** Fixed texts an action takes as headers, by action type. */
const headersOf: Readonly<Record<string, readonly { readonly key: string; readonly label: string }[]>> = {
  'notice.send': [{ key: 'text', label: '通知里写什么' }],
  'document.generate': [{ key: 'template', label: '用哪个文书模板' }],
  'order.remind': [
    { key: 'rung', label: '哪一级（提醒、催办、督办、通报）' },
    { key: 'audience', label: '发给谁（department、director、leader）' },
  ],
};

/** An input that the action gives no title is called as the facts are. */
const wordFor = ({ name, title }: { readonly name: string; readonly title: string }): string =>
  title === name ? factNamed(name).label : title;

/** 做什么: the action of the catalogue that the system carries out at this step, and what it is given. */
export function Action() {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('job');
  const type: string = extension(element, 'zeebe:TaskDefinition')?.type ?? '';
  const action = catalogue.actions.find((candidate) => candidate.type === type);
  const { inputs } = readMappings(element);
  const headers: readonly { key: string; value: string }[] = extension(element, 'zeebe:TaskHeaders')?.values ?? [];
  const choose = (next: string) => {
    const chosen = catalogue.actions.find((candidate) => candidate.type === next);
    const needed = (chosen?.inputs ?? []).filter((input) => input.required);
    together(modeler, () => {
      updateExtension(modeler, element, 'zeebe:TaskDefinition', { type: next });
      writeMappings(modeler, element, {
        inputs: needed.map((input) => ({ target: input.name, source: `=${input.name}` })),
        outputs: [],
      });
    });
  };
  const setHeader = (key: string, value: string) => {
    const kept = headers
      .filter((header) => header.key !== key)
      .map((header) => ({ $type: 'zeebe:Header', key: header.key, value: header.value }));
    const next = value ? [...kept, { $type: 'zeebe:Header', key, value }] : kept;
    setExtensions(modeler, element, 'zeebe:TaskHeaders', next.length ? [{ values: next }] : []);
  };
  return (
    <Section icon="gear" title="做什么" answer={action?.title ?? '未选'} id="job">
      <Field problem={problem} help={action?.help}>
        <Select
          showSearch
          aria-label="系统动作"
          placeholder="从动作目录里选"
          value={type || null}
          status={problem ? 'error' : ''}
          onChange={choose}
          optionFilterProp="label"
          options={catalogue.actions.map((candidate) => ({ value: candidate.type, label: candidate.title }))}
        />
      </Field>
      {(headersOf[type] ?? []).map((header) => (
        <Field key={header.key} label={header.label}>
          <TextField
            label={header.label}
            value={headers.find((candidate) => candidate.key === header.key)?.value ?? ''}
            onCommit={(value) => setHeader(header.key, value)}
          />
        </Field>
      ))}
      {(action?.inputs ?? []).map((input) => (
        <FeelField
          key={input.name}
          name={wordFor(input)}
          label={`${wordFor(input)}${input.required ? ' *' : ''}`}
          value={inputs.find((mapping) => mapping.target === input.name)?.source ?? ''}
          onCommit={(source) => setInput(modeler, element, input.name, source)}
        />
      ))}
    </Section>
  );
}

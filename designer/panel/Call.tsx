import { Select } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

/** 转入哪个流程: a call activity; running cases of the called procedure stay on the version that was current when they got there. */
export function Call() {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('call', 'process');
  const called = extension(element, 'zeebe:CalledElement');
  const set = (part: object) =>
    updateExtension(modeler, element, 'zeebe:CalledElement', part as Record<string, unknown>);
  return (
    <Section
      icon="call"
      title="转入哪个流程"
      answer={catalogue.processes.find((process) => process.id === called?.processId)?.name ?? '未选'}
      id="call"
    >
      <Field problem={problem} help="走到这里时用那个流程的现行版。">
        <Select
          aria-label="流程"
          placeholder="选择流程"
          value={called?.processId ?? null}
          status={problem ? 'error' : ''}
          onChange={(next: string) => set({ processId: next })}
          options={catalogue.processes.map((process) => ({ value: process.id, label: process.name }))}
        />
      </Field>
    </Section>
  );
}

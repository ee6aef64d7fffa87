import { Select } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';
import { type Binding, bindings, callable, drawnTogether, readBinding, writeBinding } from './version.ts';

/** 转入哪个流程: a call activity, and which version of the other procedure it uses. */
export function Call() {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('called');
  const called = extension(element, 'zeebe:CalledElement');
  const process: string = called?.processId ?? '';
  const binding = readBinding(called);
  const tag: string = called?.versionTag ?? '';
  const together = drawnTogether((modeler as ModdleElement).getDefinitions());
  const options = callable(binding, catalogue.processes, together);
  const known = callable('latest', catalogue.processes, together).find(({ id }) => id === process);
  const set = (part: Record<string, string | undefined>) =>
    updateExtension(modeler, element, 'zeebe:CalledElement', part);
  const untagged = binding === 'versionTag' && process !== '' && tag.trim() === '';
  return (
    <Section icon="call" title="转入哪个流程" answer={(known?.name ?? process) || '未选'} id="call">
      <Field problem={untagged ? undefined : problem}>
        <Select
          aria-label="流程"
          placeholder="选择流程"
          value={process ? { value: process, label: known?.name ?? process } : null}
          labelInValue
          status={problem && !untagged ? 'error' : ''}
          onChange={({ value }) => set({ processId: value })}
          options={options.map(({ id, name }) => ({ value: id, label: name }))}
          notFoundContent="没有可选的流程"
        />
      </Field>
      <Field label="用哪一版" help={bindings.find(({ value }) => value === binding)?.help}>
        <Select<Binding>
          aria-label="用哪一版"
          value={binding}
          onChange={(next) => set(writeBinding(next, tag))}
          options={bindings.map(({ value, label }) => ({ value, label }))}
        />
      </Field>
      {binding === 'versionTag' ? (
        <Field label="哪个标签" problem={untagged ? problem : undefined}>
          <TextField
            label="版本标签"
            placeholder="例如：2026 年版"
            value={tag}
            invalid={untagged}
            onCommit={(next) => set(writeBinding(binding, next))}
          />
        </Field>
      ) : null}
    </Section>
  );
}

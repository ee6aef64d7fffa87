import { Select } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** Ids and names of the decisions in the folder's DMN files. */
function decisionsOf(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly { readonly id: string; readonly name: string }[] {
  return files
    .filter((file) => file.path.endsWith('.dmn'))
    .flatMap((file) => {
      const document = new DOMParser().parseFromString(file.text, 'application/xml');
      return [...document.getElementsByTagNameNS('*', 'decision')].map((decision) => ({
        id: decision.getAttribute('id') ?? '',
        name: decision.getAttribute('name') ?? '',
      }));
    });
}

/** 按哪张表判定: the decision and the fact its result becomes. */
export function Decision() {
  const { modeler, element, files } = usePanel();
  const problem = useProblem('decision');
  const called = extension(element, 'zeebe:CalledDecision');
  const decisions = decisionsOf(files);
  const set = (part: { decisionId?: string | undefined; resultVariable?: string | undefined }) =>
    updateExtension(modeler, element, 'zeebe:CalledDecision', part);
  return (
    <Section
      icon="rule"
      title="按哪张表判定"
      answer={decisions.find((decision) => decision.id === called?.decisionId)?.name ?? '未选'}
      id="decision"
    >
      <Field problem={problem}>
        <Select
          aria-label="决策"
          placeholder="选择决策表"
          value={called?.decisionId ?? null}
          status={problem ? 'error' : ''}
          onChange={(next: string) => set({ decisionId: next, resultVariable: called?.resultVariable ?? next })}
          options={decisions.map((decision) => ({ value: decision.id, label: decision.name || decision.id }))}
        />
      </Field>
      <Field label="结果记作">
        <TextField
          label="结果变量"
          mono
          value={called?.resultVariable ?? ''}
          onCommit={(next) => set({ resultVariable: next || undefined })}
        />
      </Field>
    </Section>
  );
}

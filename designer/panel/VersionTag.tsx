import { extensionOf, updateExtension } from '../modeler/extension.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { usePanel } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 这一版的标签: the name by which other procedures ask for this version; of a process or the pool around it. */
export function VersionTag() {
  const { modeler, element } = usePanel();
  const bo = element.businessObject;
  const process: ModdleElement | undefined = element.type === 'bpmn:Participant' ? bo.processRef : bo;
  if (!process) return null;
  const tag: string = extensionOf(process, 'zeebe:VersionTag')?.value ?? '';
  return (
    <Section icon="stamp" title="这一版的标签" answer={tag || '没有'} id="tag">
      <Field help="别的流程可以按标签转入这一版；不写也能发布。">
        <TextField
          label="这一版的标签"
          placeholder="例如：2026 年版"
          value={tag}
          onCommit={(next) =>
            updateExtension(modeler, element, 'zeebe:VersionTag', { value: next.trim() || undefined }, process)
          }
        />
      </Field>
    </Section>
  );
}

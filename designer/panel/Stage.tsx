import { Segmented } from 'antd';
import type { Modeling } from '../modeler/types.ts';
import { usePanel } from './panelContext.ts';
import { Section } from './Section.tsx';

const stages = ['发现', '研判', '流转', '处置', '反馈'];

/** 属于哪个环节: where the case stands in the closed loop while it is at this step. */
export function Stage() {
  const { modeler, element } = usePanel();
  const stage: string = element.businessObject.get('onedoor:stage') ?? '';
  return (
    <Section icon="rule" title="属于哪个环节" answer={stage || '不变'} id="stage">
      <Segmented
        aria-label="哪个阶段"
        block
        size="small"
        value={stage}
        onChange={(next) =>
          modeler.get<Modeling>('modeling').updateProperties(element, { 'onedoor:stage': next || undefined })
        }
        options={[{ value: '', label: '不变' }, ...stages.map((value) => ({ value, label: value }))]}
      />
    </Section>
  );
}

import { Collapse } from 'antd';
import type { Moddle, Modeling } from '../modeler/types.ts';
import { Advanced } from './Advanced.tsx';
import { usePanel } from './panelContext.ts';
import { Field } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** The name of the element, at the head of the panel. */
export function Name() {
  const { modeler, element } = usePanel();
  const bo = element.businessObject;
  const text: string = element.type === 'bpmn:TextAnnotation' ? (bo.text ?? '') : (bo.name ?? '');
  const write = (next: string) =>
    modeler
      .get<Modeling>('modeling')
      .updateProperties(element, element.type === 'bpmn:TextAnnotation' ? { text: next } : { name: next });
  return <TextField label="名称" placeholder="名称" value={text} onCommit={write} />;
}

/** What the person who does the step should know, its legal basis, and the technical names, folded. */
export function General() {
  const { modeler, element } = usePanel();
  const bo = element.businessObject;
  const modeling = modeler.get<Modeling>('modeling');
  const documentation: string = bo.documentation?.[0]?.text ?? '';
  const write = (text: string) =>
    modeling.updateProperties(element, {
      documentation: text ? [modeler.get<Moddle>('moddle').create('bpmn:Documentation', { text })] : [],
    });
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: 'help',
          label: '说明与法律依据',
          children: (
            <>
              <Field label="给办理人的说明">
                <TextField label="说明" rows={2} value={documentation} onCommit={write} />
              </Field>
              <Field label="法律依据">
                <TextField
                  label="法律依据"
                  value={bo.get('onedoor:law') ?? ''}
                  onCommit={(next) => modeling.updateProperties(element, { 'onedoor:law': next || undefined })}
                />
              </Field>
            </>
          ),
        },
        {
          key: 'advanced',
          label: '高级',
          children: <Advanced />,
        },
      ]}
    />
  );
}

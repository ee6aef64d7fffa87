import { Checkbox, Select } from 'antd';
import type { ElementRegistry, ModdleElement, Modeling } from '../modeler/types.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { positionOf } from './triggers.ts';

const activity = /Task$|SubProcess$|CallActivity$|Transaction$/;

/** 撤销哪一步: all that was done around here, or one step of it. Where it is caught it only says what undoes the step. */
export function Undoing({ definition }: { definition: ModdleElement }) {
  const { modeler, element } = usePanel();
  const problem = useProblem('activity', 'handler');
  const modeling = modeler.get<Modeling>('modeling');
  const bo = element.businessObject;
  if (!['throw', 'end'].includes(positionOf(bo) ?? ''))
    return (
      <Section icon="undo" title="撤销时怎么办" id="handler">
        <Field
          problem={problem}
          help={
            element.type === 'bpmn:BoundaryEvent'
              ? '点“下一步”选一个步骤，办过的要撤销时就做它。'
              : '要撤销这一组时，做里面的步骤。'
          }
        >
          {null}
        </Field>
      </Section>
    );
  const around = bo.$parent?.triggeredByEvent ? [bo.$parent, bo.$parent.$parent] : [bo.$parent];
  const steps = modeler
    .get<ElementRegistry>('elementRegistry')
    .filter(
      ({ type, businessObject: one, labelTarget }) =>
        activity.test(type) && !labelTarget && !one.triggeredByEvent && around.includes(one.$parent),
    );
  const chosen = definition.activityRef;
  return (
    <Section icon="undo" title="撤销哪一步" answer={chosen ? chosen.name || '一步' : '做过的都撤销'} id="activity">
      <Field problem={problem}>
        <Select
          aria-label="撤销哪一步"
          value={chosen?.id ?? ''}
          onChange={(id: string) =>
            modeling.updateModdleProperties(element, definition, {
              activityRef: steps.find((step) => step.id === id)?.businessObject,
            })
          }
          options={[
            { value: '', label: '这一层里做过的都撤销' },
            ...steps.map((step) => ({ value: step.id, label: step.businessObject.name || '未命名的步骤' })),
          ]}
        />
      </Field>
      <Checkbox
        checked={definition.waitForCompletion !== false}
        onChange={({ target }) =>
          modeling.updateModdleProperties(element, definition, { waitForCompletion: target.checked })
        }
      >
        撤销做完再往下走
      </Checkbox>
    </Section>
  );
}

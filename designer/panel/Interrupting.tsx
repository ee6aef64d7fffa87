import { Segmented } from 'antd';
import type { Modeling } from '../modeler/types.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { definitionsOf, triggerOf } from './triggers.ts';

/** 原来的怎么办: whether what was going on stops when the event comes. Errors, cancelling and undoing leave no choice. */
export function Interrupting() {
  const { modeler, element } = usePanel();
  const problem = useProblem('interrupting', 'cancelActivity', 'isInterrupting');
  const bo = element.businessObject;
  const property = element.type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting';
  const free = definitionsOf(bo).every(
    (definition) => !['Error', 'Cancel', 'Compensate'].includes(triggerOf(definition)),
  );
  const interrupts = bo[property] !== false;
  if (free === false && interrupts) return null;
  return (
    <Section icon="stop" title="原来的怎么办" answer={interrupts ? '停下' : '继续'} id="interrupting">
      <Field problem={problem}>
        <Segmented
          aria-label="原来的怎么办"
          block
          value={interrupts ? 'stop' : 'go'}
          onChange={(next) =>
            modeler.get<Modeling>('modeling').updateProperties(element, { [property]: next === 'stop' })
          }
          options={[
            { value: 'stop', label: '停下，改办这个' },
            { value: 'go', label: '继续，另外办这个' },
          ]}
        />
      </Field>
    </Section>
  );
}

import { Checkbox, Segmented } from 'antd';
import type { Modeling } from '../modeler/types.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

/** 用来开始新的一件: a gateway or a receive task at the head of a procedure whose event begins an instance. */
export function Begins() {
  const { modeler, element } = usePanel();
  const problem = useProblem('instantiate', 'type');
  const bo = element.businessObject;
  const gateway = element.type === 'bpmn:EventBasedGateway';
  if (bo.instantiate !== true && ((element.incoming?.length ?? 0) > 0 || bo.$parent?.$type !== 'bpmn:Process'))
    return null;
  const set = (properties: object) => modeler.get<Modeling>('modeling').updateProperties(element, properties);
  return (
    <Section icon="call" title="从这里开始" answer={bo.instantiate ? '开始新的一件' : '不'} id="instantiate">
      <Field problem={problem}>
        <Checkbox
          checked={bo.instantiate === true}
          onChange={({ target }) =>
            set({ instantiate: target.checked, ...(gateway ? { eventGatewayType: 'Exclusive' } : {}) })
          }
        >
          等的事一来，就开始新的一件
        </Checkbox>
      </Field>
      {gateway && bo.instantiate ? (
        <Segmented
          aria-label="几样事怎么算"
          block
          value={bo.eventGatewayType === 'Parallel' ? 'Parallel' : 'Exclusive'}
          onChange={(eventGatewayType) => set({ eventGatewayType })}
          options={[
            { value: 'Exclusive', label: '来一样就开始' },
            { value: 'Parallel', label: '都要等到' },
          ]}
        />
      ) : null}
    </Section>
  );
}

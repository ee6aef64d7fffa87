import { Checkbox, InputNumber } from 'antd';
import type { Modeling } from '../modeler/types.ts';
import { Mappings } from './Mappings.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field } from './Section.tsx';

const activity = /Task$|SubProcess$|CallActivity$|Transaction$/;
const event = /Event$/;
const throws = /(EndEvent|ThrowEvent)$/;

/** What few need: names of variables, whether a step only undoes, how many ways it gathers or sets out, and its identifier. */
export function Advanced() {
  const { modeler, element } = usePanel();
  const bo = element.businessObject;
  const modeling = modeler.get<Modeling>('modeling');
  const problems = {
    startQuantity: useProblem('startQuantity'),
    completionQuantity: useProblem('completionQuantity'),
    handler: useProblem('handler'),
  };
  const isActivity = activity.test(element.type) && !bo.triggeredByEvent;
  const quantity = (property: 'startQuantity' | 'completionQuantity', label: string) => (
    <Field label={label} problem={problems[property]}>
      <InputNumber
        aria-label={label}
        min={1}
        max={100}
        precision={0}
        value={bo[property] ?? 1}
        onChange={(count) => modeling.updateProperties(element, { [property]: count ?? 1 })}
      />
    </Field>
  );
  return (
    <>
      {isActivity || event.test(element.type) ? (
        <Mappings
          inwards={isActivity || throws.test(element.type)}
          outwards={isActivity || !throws.test(element.type)}
        />
      ) : null}
      {isActivity ? (
        <>
          <Field problem={problems.handler}>
            <Checkbox
              checked={bo.isForCompensation === true}
              onChange={({ target }) => modeling.updateProperties(element, { isForCompensation: target.checked })}
            >
              只在撤销时做
            </Checkbox>
          </Field>
          <div className="od-row">
            {quantity('startQuantity', '来几次才开始')}
            {quantity('completionQuantity', '办完算几次')}
          </div>
        </>
      ) : null}
      <Field label="标识">
        <code className="od-mono">{element.id}</code>
      </Field>
    </>
  );
}

import { Checkbox, Segmented } from 'antd';
import { extension, setFormula, updateExtension } from '../modeler/extension.ts';
import type { Modeling } from '../modeler/types.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

/** 做到什么算够: an ad-hoc group is over when its condition holds, or when nothing in it is going on any more. */
export function AdHoc() {
  const { modeler, element } = usePanel();
  const problem = useProblem('condition', 'completion');
  const bo = element.businessObject;
  const modeling = modeler.get<Modeling>('modeling');
  const body: string = bo.completionCondition?.body ?? '';
  return (
    <Section icon="box" title="做到什么算够" answer={body ? '按公式' : '手上的都办完'} id="completion">
      <FeelField
        name="做够的条件"
        problem={problem}
        help="每办完一步看一次。不写就等手上的都办完。"
        example="=accepted = true"
        value={body}
        onCommit={(next) => setFormula(modeler, element, bo, 'completionCondition', next)}
      />
      <Checkbox
        checked={bo.cancelRemainingInstances !== false}
        onChange={({ target }) => modeling.updateProperties(element, { cancelRemainingInstances: target.checked })}
      >
        够了就停下还没办完的
      </Checkbox>
      <Field label="里面的步骤">
        <Segmented
          aria-label="里面的步骤"
          block
          value={bo.ordering === 'Sequential' ? 'Sequential' : 'Parallel'}
          onChange={(ordering) => modeling.updateProperties(element, { ordering })}
          options={[
            { value: 'Parallel', label: '可以同时办' },
            { value: 'Sequential', label: '一次只办一步' },
          ]}
        />
      </Field>
      <FeelField
        name="先办哪几步"
        help="算出步骤标识的列表。不写就把里面开头的都办起来。"
        value={extension(element, 'zeebe:AdHoc')?.activeElementsCollection ?? ''}
        onCommit={(next) =>
          updateExtension(modeler, element, 'zeebe:AdHoc', { activeElementsCollection: next || undefined })
        }
      />
    </Section>
  );
}

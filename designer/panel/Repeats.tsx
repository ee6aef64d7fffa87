import { Checkbox, InputNumber, Select } from 'antd';
import { updateExtension } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import { Announces } from './Announces.tsx';
import { readAnnouncement } from './announcement.ts';
import { agreed, type Countersign, countersign, countersigns, readCountersign, SIGNER } from './countersign.ts';
import { FeelField } from './FeelField.tsx';
import { Folded } from './Folded.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { type Each, fresh, type Loop, type Repetition, readRepetition, writeRepetition } from './repetition.ts';
import { Field, Section } from './Section.tsx';
import { Signers } from './Signers.tsx';
import { TextField } from './TextField.tsx';

type Way = Repetition['kind'] | Countersign;

const ways: readonly { readonly value: Way; readonly label: string; readonly help: string }[] = [
  { value: 'once', label: '办一遍', help: '' },
  ...countersigns,
  { value: 'parallel', label: '每人一份', help: '名单里每一个各办一份，同时进行。' },
  { value: 'sequential', label: '逐个办', help: '名单里一个办完，再轮到下一个。' },
  { value: 'loop', label: '反复办', help: '办完一遍，条件还满足就再办一遍。' },
];

/** 办几遍: once, together with others (会签、或签、过半), once for each of a list, or again and again. */
export function Repeats() {
  const { modeler, element } = usePanel();
  const problem = useProblem('loop');
  const repetition = readRepetition(element.businessObject);
  const signed = readCountersign(repetition);
  const way: Way = signed?.way ?? repetition.kind;
  const forPeople = element.type === 'bpmn:UserTask';
  const write = (next: Repetition) => writeRepetition(modeler, element, next);
  const choose = (next: Way) => {
    const list = 'collection' in repetition ? repetition.collection : '';
    if (countersigns.some(({ value }) => value === next))
      together(modeler, () => {
        write(countersign(next as Countersign, list || '=["director", "leader"]', signed?.field ?? 'approved'));
        if (!list)
          updateExtension(modeler, element, 'zeebe:AssignmentDefinition', {
            assignee: undefined,
            candidateUsers: undefined,
            candidateGroups: `=${SIGNER}`,
          });
      });
    else if (next === 'parallel' || next === 'sequential') {
      const plain = 'collection' in repetition && !signed ? repetition : { ...fresh[next], collection: list };
      write({ ...plain, kind: next } as Each);
    } else write(fresh[next as 'once' | 'loop']);
  };
  const chosen = ways.find(({ value }) => value === way)!;
  return (
    <Section icon="repeat" title="办几遍" answer={chosen.label} id="loop">
      <Field problem={problem} help={chosen.help}>
        <Select
          aria-label="办几遍"
          value={way}
          status={problem ? 'error' : ''}
          onChange={choose}
          options={ways
            .filter(({ value }) => forPeople || !countersigns.some((one) => one.value === value))
            .map(({ value, label }) => ({ value, label }))}
        />
      </Field>
      {repetition.kind === 'loop' ? <Again loop={repetition} onChange={write} /> : null}
      {signed && repetition.kind === 'parallel' ? (
        <>
          <Signers each={repetition} way={signed.way} field={signed.field} onChange={write} />
          <p className="od-help">
            办完后，在后面的“看条件走”里用 <code>{agreed[signed.way]}</code> 判断是否通过。
          </p>
        </>
      ) : null}
      {!signed && (repetition.kind === 'parallel' || repetition.kind === 'sequential') ? (
        <List each={repetition} onChange={write} />
      ) : null}
      {'collection' in repetition ? (
        <Folded open={readAnnouncement(element.businessObject.loopCharacteristics).when !== 'all'}>
          <Announces />
        </Folded>
      ) : null}
    </Section>
  );
}

function Again({ loop, onChange }: { loop: Loop; onChange: (next: Loop) => void }) {
  return (
    <>
      <FeelField
        name="再办一遍的条件"
        value={loop.condition}
        example="=accepted = false"
        help="办完看一次：成立就再办一遍，不成立就往下走。"
        onCommit={(condition) => onChange({ ...loop, condition })}
      />
      <Field label="最多几遍">
        <InputNumber
          aria-label="最多几遍"
          min={1}
          max={100}
          precision={0}
          placeholder="不限"
          value={loop.maximum ?? null}
          onChange={(maximum) => onChange({ ...loop, maximum: maximum ?? undefined })}
          suffix="遍"
        />
      </Field>
      <Checkbox checked={loop.testBefore} onChange={() => onChange({ ...loop, testBefore: !loop.testBefore })}>
        第一遍之前也先看条件
      </Checkbox>
    </>
  );
}

function List({ each, onChange }: { each: Each; onChange: (next: Each) => void }) {
  const byNumber = each.collection === '' && each.cardinality !== '';
  return (
    <>
      <Field label="办几份">
        <Select
          aria-label="按什么定份数"
          value={byNumber ? 'number' : 'list'}
          onChange={(next: 'number' | 'list') =>
            onChange({ ...each, collection: '', cardinality: next === 'number' ? '=2' : '' })
          }
          options={[
            { value: 'list', label: '按名单，每个一份' },
            { value: 'number', label: '按份数' },
          ]}
        />
      </Field>
      {byNumber ? (
        <FeelField
          name="份数"
          value={each.cardinality}
          onCommit={(cardinality) => onChange({ ...each, cardinality })}
        />
      ) : (
        <>
          <FeelField
            name="名单"
            value={each.collection}
            example="=departments"
            help="公式算出一个列表，列表里每一个办一份。"
            onCommit={(collection) => onChange({ ...each, collection })}
          />
          <Field label="每一份里叫什么" help="这一份里用这个名字取名单里的那一个。">
            <TextField label="每一份的变量" mono value={each.item} onCommit={(item) => onChange({ ...each, item })} />
          </Field>
        </>
      )}
      <FeelField
        name="每一份的结果"
        value={each.result}
        example="=approved"
        onCommit={(result) => onChange({ ...each, result })}
      />
      <Field label="结果合起来记作">
        <TextField label="结果列表" mono value={each.results} onCommit={(results) => onChange({ ...each, results })} />
      </Field>
      <FeelField
        name="提前结束的条件"
        value={each.completion}
        example="=numberOfCompletedInstances >= 2"
        help="每办完一份看一次：成立就不等其余的。不写就等全部办完。"
        onCommit={(completion) => onChange({ ...each, completion })}
      />
    </>
  );
}

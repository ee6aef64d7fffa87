import { Segmented, Select } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { readRepetition } from './repetition.ts';
import { Field, Section } from './Section.tsx';

type Way = 'role' | 'person' | 'formula';

const persons = [
  { value: '=mediator', label: '本案调解员' },
  { value: '=firstHandler', label: '首问责任人' },
];

const avoided = [
  { value: '', label: '不需要' },
  { value: '=mediator', label: '本案调解员（由他人办）' },
  { value: '=firstHandler', label: '首问责任人（由他人办）' },
];

/** 谁来办: a role of the town, a person of the case, or a formula; and who has to keep away. */
export function Who() {
  const { modeler, element, catalogue } = usePanel();
  const problem = useProblem('assignment');
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  const groups: string = assignment?.candidateGroups ?? '';
  const assignee: string = assignment?.assignee ?? '';
  const excluded: string = extension(element, 'onedoor:Assignment')?.excludedUsers ?? '';
  const way: Way = assignee
    ? persons.some((person) => person.value === assignee)
      ? 'person'
      : 'formula'
    : groups.startsWith('=')
      ? 'formula'
      : 'role';
  const assign = (next: { assignee?: string | undefined; candidateGroups?: string | undefined }) =>
    updateExtension(modeler, element, 'zeebe:AssignmentDefinition', {
      assignee: undefined,
      candidateGroups: undefined,
      ...next,
    });
  const { item } = { item: '', ...readRepetition(element.businessObject) };
  const byList = item !== '' && [assignee, groups].includes(`=${item}`);
  const roles = groups && !groups.startsWith('=') ? groups.split(',').map((group) => group.trim()) : [];
  const title = (code: string) => catalogue.roles.find((role) => role.code === code)?.title ?? code;
  const answer =
    way === 'role'
      ? roles.map(title).join('、')
      : (persons.find((person) => person.value === assignee)?.label ?? (byList ? '名单里的人' : '按公式'));
  return (
    <Section icon="person" title="谁来办" answer={answer} id="assignment">
      <Segmented
        aria-label="谁来办"
        block
        value={way}
        onChange={(next) =>
          assign(
            next === 'role'
              ? { candidateGroups: 'mediator' }
              : next === 'person'
                ? { assignee: '=mediator' }
                : { assignee: '=mediator ' },
          )
        }
        options={[
          { value: 'role', label: '某个角色' },
          { value: 'person', label: '本案的人' },
          { value: 'formula', label: '按公式' },
        ]}
      />
      {way === 'role' ? (
        <Field problem={problem} help="这些角色的人都会在“待签收”里看到，谁先签收谁办。">
          <Select
            mode="multiple"
            aria-label="办理角色"
            placeholder="选择角色"
            value={roles}
            status={problem ? 'error' : ''}
            onChange={(next: string[]) => assign({ candidateGroups: next.join(',') || undefined })}
            options={catalogue.roles.map((role) => ({ value: role.code, label: `${role.title}（${role.people} 人）` }))}
          />
        </Field>
      ) : null}
      {way === 'person' ? (
        <Field problem={problem}>
          <Select
            aria-label="本案的人"
            value={assignee}
            onChange={(next: string) => assign({ assignee: next })}
            options={persons}
          />
        </Field>
      ) : null}
      {way === 'formula' && byList ? <p className="od-help">按“办几遍”里的名单，轮到谁就由谁办。</p> : null}
      {way === 'formula' && !byList ? (
        <FeelField
          name="办理人公式"
          problem={problem}
          help="以 = 开头，算出一个人或一组角色。"
          value={assignee || groups}
          onCommit={(next) => assign(assignee ? { assignee: next } : { candidateGroups: next })}
        />
      ) : null}
      <Field label="需要回避的人">
        <Select
          aria-label="需要回避的人"
          value={excluded}
          onChange={(next: string) =>
            updateExtension(modeler, element, 'onedoor:Assignment', { excludedUsers: next || undefined })
          }
          options={
            avoided.some((option) => option.value === excluded)
              ? avoided
              : [...avoided, { value: excluded, label: excluded }]
          }
        />
      </Field>
    </Section>
  );
}

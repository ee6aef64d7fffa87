import { Select } from 'antd';
import { usePeople } from '../../../ui/api/directory.ts';
import type { Changes } from '../../../ui/choices/changed.ts';
import { roleNames } from '../../../ui/text/names.ts';
import { testsOf } from '../filter.ts';
import { FactTests } from '../filters/FactTests.tsx';
import { ProcedureFilters, useChosenProcedure } from '../filters/ProcedureFilters.tsx';
import { nobody } from './query.ts';

interface Props {
  readonly search: URLSearchParams;
  readonly change: (changes: Changes) => void;
}

const ages = [
  { value: '3', label: '开始满 3 天' },
  { value: '7', label: '开始满 7 天' },
  { value: '30', label: '开始满 30 天' },
  { value: '90', label: '开始满 90 天' },
];
const dues = [
  { value: '0', label: '今天内到期' },
  { value: '3', label: '3 天内到期' },
  { value: '7', label: '7 天内到期' },
  { value: '30', label: '30 天内到期' },
];
const roles = Object.entries(roleNames).map(([value, label]) => ({ value, label }));

/** What narrows the list: procedure, version, step, who has it or may take it, age, due date, facts. */
export function TaskFilters({ search, change }: Props) {
  const chosen = useChosenProcedure(search);
  return (
    <search className="toolbar opfilters" aria-label="筛选">
      <ProcedureFilters
        {...chosen}
        element={search.get('element')}
        stepLabel="哪一步"
        stepFits={({ kind }) => kind === 'userTask'}
        set={change}
      />
      <Who who={search.get('who')} onChange={(who) => change({ who })} />
      <One label="可办的角色" value={search.get('role')} options={roles} onChange={(role) => change({ role })} />
      <One label="开始时间" value={search.get('older')} options={ages} onChange={(older) => change({ older })} />
      <One label="期限" value={search.get('due')} options={dues} onChange={(due) => change({ due })} />
      {chosen.process && chosen.view ? (
        <FactTests
          facts={chosen.view.facts}
          tests={testsOf(search)}
          onChange={(tests) => change({ variables: tests.length ? JSON.stringify(tests) : null })}
        />
      ) : null}
    </search>
  );
}

interface OneProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | null | undefined) => void;
}

function One({ label, value, options, onChange }: OneProps) {
  return (
    <Select
      value={value}
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      placeholder={label}
      aria-label={label}
      popupMatchSelectWidth={false}
      options={[...options]}
      onChange={onChange}
    />
  );
}

/** A colleague who has it or did it, or nobody yet. Who has left is not offered, but an address may still name them. */
function Who({ who, onChange }: { readonly who: string | null; readonly onChange: OneProps['onChange'] }) {
  const people = usePeople().data?.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const gone = who !== null && who !== nobody && !people.some(({ value }) => value === who);
  const options = [
    { value: nobody, label: '还没有人签收' },
    ...people,
    ...(gone ? [{ value: who, label: '其他同事' }] : []),
  ];
  return <One label="谁办" value={who} options={options} onChange={onChange} />;
}

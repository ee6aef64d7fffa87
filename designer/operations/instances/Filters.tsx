import { Input, Select } from 'antd';
import type { Changes } from '../../../ui/choices/changed.ts';
import { testsOf } from '../filter.ts';
import { FactTests } from '../filters/FactTests.tsx';
import { ProcedureFilters, useChosenProcedure } from '../filters/ProcedureFilters.tsx';

interface Props {
  readonly search: URLSearchParams;
  readonly change: (changes: Changes) => void;
}

const ages = [
  { value: 'newer=1', label: '昨天以来' },
  { value: 'newer=7', label: '近 7 天' },
  { value: 'newer=30', label: '近 30 天' },
  { value: 'older=7', label: '满 7 天' },
  { value: 'older=30', label: '满 30 天' },
  { value: 'older=90', label: '满 90 天' },
];

/** What narrows the list: procedure, version, step, age, number of the case, facts; all of it lives in the address. */
export function Filters({ search, change }: Props) {
  const chosen = useChosenProcedure(search);
  const age = search.get('older')
    ? `older=${search.get('older')}`
    : search.get('newer')
      ? `newer=${search.get('newer')}`
      : null;
  return (
    <search className="toolbar opfilters" aria-label="筛选">
      <Input.Search
        key={search.get('number') ?? ''}
        defaultValue={search.get('number') ?? ''}
        allowClear
        placeholder="案号"
        aria-label="案号"
        onSearch={(words) => change({ number: words.trim() })}
      />
      <ProcedureFilters
        {...chosen}
        element={search.get('element')}
        stepLabel="停在哪一步"
        stepFits={({ stands }) => stands}
        set={change}
      />
      <Select
        value={age}
        allowClear
        placeholder="开始时间"
        aria-label="开始时间"
        options={ages}
        onChange={(value: string | null) => {
          const [name, days] = value?.split('=') ?? [];
          change({ older: null, newer: null, ...(name && { [name]: days }) });
        }}
      />
      <Select
        value={search.get('oldest') === 'true' ? 'oldest' : 'newest'}
        aria-label="排列"
        options={[
          { value: 'newest', label: '新的在前' },
          { value: 'oldest', label: '旧的在前' },
        ]}
        onChange={(value) => change({ oldest: value === 'oldest' ? 'true' : null })}
      />
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

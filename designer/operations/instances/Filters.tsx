import { Input, Select } from 'antd';
import { useOverview, useVersionView } from '../data.ts';
import { testsOf } from '../filter.ts';
import { FactTests } from './FactTests.tsx';

interface Props {
  readonly search: URLSearchParams;
  readonly onChange: (search: URLSearchParams) => void;
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
export function Filters({ search, onChange }: Props) {
  const overview = useOverview();
  const process = overview.data?.find(
    (one) => one.process === search.get('process') || one.versions.some(({ key }) => key === search.get('version')),
  );
  const version = search.get('version') ?? undefined;
  const view = useVersionView(version ?? process?.versions[0]?.key);
  const set = (changes: Readonly<Record<string, string | null | undefined>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    onChange(next);
  };
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
        onSearch={(words) => set({ number: words.trim() })}
      />
      <Select
        value={process?.process ?? null}
        allowClear
        placeholder="流程"
        aria-label="流程"
        popupMatchSelectWidth={false}
        options={overview.data?.map((one) => ({ value: one.process, label: one.name })) ?? []}
        onChange={(value: string | null) => set({ process: value, version: null, element: null, variables: null })}
      />
      {process ? (
        <Select
          value={version ?? null}
          allowClear
          placeholder="版本"
          aria-label="版本"
          options={process.versions.map((one) => ({
            value: one.key,
            label: `第 ${one.version} 版（${one.running} 件）`,
          }))}
          popupMatchSelectWidth={false}
          onChange={(value: string | null) => set({ process: process.process, version: value, element: null })}
        />
      ) : null}
      {process ? (
        <Select
          value={search.get('element')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="停在哪一步"
          aria-label="停在哪一步"
          popupMatchSelectWidth={false}
          options={
            view.data?.elements
              .filter(({ stands }) => stands)
              .map(({ element, name }) => ({ value: element, label: name })) ?? []
          }
          onChange={(value: string | null) => set({ element: value })}
        />
      ) : null}
      <Select
        value={age}
        allowClear
        placeholder="开始时间"
        aria-label="开始时间"
        options={ages}
        onChange={(value: string | null) => {
          const [name, days] = value?.split('=') ?? [];
          set({ older: null, newer: null, ...(name && { [name]: days }) });
        }}
      />
      <Select
        value={search.get('oldest') === 'true' ? 'oldest' : 'newest'}
        aria-label="排列"
        options={[
          { value: 'newest', label: '新的在前' },
          { value: 'oldest', label: '旧的在前' },
        ]}
        onChange={(value) => set({ oldest: value === 'oldest' ? 'true' : null })}
      />
      {process && view.data ? (
        <FactTests
          facts={view.data.facts}
          tests={testsOf(search)}
          onChange={(tests) => set({ variables: tests.length ? JSON.stringify(tests) : null })}
        />
      ) : null}
    </search>
  );
}

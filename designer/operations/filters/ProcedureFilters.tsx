import { Select } from 'antd';
import type { Overview, VersionView } from '../../../server/operations/contract.ts';
import type { Changes } from '../../../ui/choices/changed.ts';
import { useOverview, useVersionView } from '../data.ts';

/** The procedure that the address names, by itself or by a version, with what can be chosen of it. */
export function useChosenProcedure(search: URLSearchParams) {
  const overview = useOverview();
  const version = search.get('version') ?? undefined;
  const process = overview.data?.find(
    (one) => one.process === search.get('process') || one.versions.some(({ key }) => key === version),
  );
  const view = useVersionView(version ?? process?.versions[0]?.key).data;
  return { processes: overview.data ?? [], process, version, view };
}

interface Props {
  readonly processes: Overview;
  readonly process: Overview[number] | undefined;
  readonly version: string | undefined;
  readonly view: VersionView | undefined;
  readonly element: string | null;
  /** What the list of steps is called. */
  readonly stepLabel: string;
  readonly stepFits: (step: VersionView['elements'][number]) => boolean;
  readonly set: (changes: Changes) => void;
}

/** Procedure, then its version and step: what depends on another choice goes when that one changes. */
export function ProcedureFilters({ processes, process, version, view, element, stepLabel, stepFits, set }: Props) {
  return (
    <>
      <Select
        value={process?.process ?? null}
        allowClear
        placeholder="流程"
        aria-label="流程"
        popupMatchSelectWidth={false}
        options={processes.map((one) => ({ value: one.process, label: one.name }))}
        onChange={(value: string | null) => set({ process: value, version: null, element: null, variables: null })}
      />
      {process ? (
        <>
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
          <Select
            value={element}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={stepLabel}
            aria-label={stepLabel}
            popupMatchSelectWidth={false}
            options={view?.elements.filter(stepFits).map((step) => ({ value: step.element, label: step.name })) ?? []}
            onChange={(value: string | null) => set({ element: value })}
          />
        </>
      ) : null}
    </>
  );
}

import { InputNumber, Select } from 'antd';
import { FeelField } from './FeelField.tsx';
import { type PeriodUnit, periodUnits, readPeriod, writePeriod } from './period.ts';

/** A number and a unit, or a formula when the expression is more than that. */
export function PeriodField({
  value,
  onCommit,
  label,
  none = '不限',
}: {
  value: string;
  onCommit: (feel: string | undefined) => void;
  label: string;
  /** What it means that nothing is said. */
  none?: string;
}) {
  const period = readPeriod(value);
  if (value && !period)
    return <FeelField name={`${label}公式`} value={value} onCommit={(next) => onCommit(next || undefined)} />;
  return (
    <div className="od-row">
      <InputNumber
        aria-label={label}
        min={0}
        max={365}
        precision={0}
        value={period?.count ?? null}
        placeholder={none}
        onChange={(count) =>
          onCommit(count === null ? undefined : writePeriod({ count, unit: period?.unit ?? 'workdays' }))
        }
      />
      <Select
        aria-label={`${label}单位`}
        value={period?.unit ?? 'workdays'}
        onChange={(unit: PeriodUnit) => onCommit(writePeriod({ count: period?.count ?? 3, unit }))}
        options={[...periodUnits]}
      />
    </div>
  );
}

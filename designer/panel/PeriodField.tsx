import { InputNumber, Select } from 'antd';
import { type PeriodUnit, periodUnits, readPeriod, writePeriod } from './period.ts';
import { TextField } from './TextField.tsx';

/** A number and a unit, or a formula when the expression is more than that. */
export function PeriodField({
  value,
  onCommit,
  label,
}: {
  value: string;
  onCommit: (feel: string | undefined) => void;
  label: string;
}) {
  const period = readPeriod(value);
  if (value && !period)
    return <TextField label={`${label}公式`} mono value={value} onCommit={(next) => onCommit(next || undefined)} />;
  return (
    <div className="od-row">
      <InputNumber
        aria-label={label}
        min={0}
        max={365}
        precision={0}
        value={period?.count ?? null}
        placeholder="不限"
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

import type { WidgetProps } from '@rjsf/utils';
import { DatePicker, Input, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { capitalAmount } from '../../text/amount.ts';

dayjs.extend(utc);

/** An amount in yuan with its unit inside and its capital figures below. */
export function Money({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  return (
    <>
      <InputNumber
        id={id}
        aria-label={label}
        value={value}
        min={0}
        precision={2}
        controls={false}
        suffix="元"
        disabled={disabled || readonly || false}
        formatter={(shown) => String(shown ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
        parser={(typed) => Number((typed ?? '').replaceAll(',', ''))}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {typeof value === 'number' ? <p className="caption">{capitalAmount(value)}</p> : null}
    </>
  );
}

/** A day: YYYY-MM-DD. */
export function DateWidget({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      value={value ? dayjs(value as string) : null}
      format="YYYY年M月D日"
      placeholder="选择日期"
      disabled={disabled || readonly || false}
      onChange={(day: Dayjs | null) => onChange(day?.format('YYYY-MM-DD'))}
    />
  );
}

/** The wall clock of Shanghai as the picker's local time, and back to an instant with its offset. */
export const toPicker = (instant: string): Dayjs => dayjs(dayjs(instant).utcOffset(480).format('YYYY-MM-DDTHH:mm:ss'));
export const fromPicker = (picked: Dayjs): string => `${picked.format('YYYY-MM-DDTHH:mm')}:00+08:00`;

/** A day and a time, in Shanghai. */
export function DateTimeWidget({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      value={value ? toPicker(value as string) : null}
      format="M月D日 ddd HH:mm"
      showTime={{ format: 'HH:mm', minuteStep: 15 }}
      placeholder="选择日期和时间"
      disabled={disabled || readonly || false}
      onChange={(picked: Dayjs | null) => onChange(picked ? fromPicker(picked) : undefined)}
    />
  );
}

/** Several lines; grows with what is written. */
export function Textarea({
  id,
  label,
  value,
  disabled,
  readonly,
  required,
  onChange,
  options,
  placeholder,
  schema,
}: WidgetProps) {
  return (
    <Input.TextArea
      id={id}
      aria-label={label}
      aria-required={required}
      value={(value as string) ?? ''}
      disabled={disabled || readonly || false}
      placeholder={placeholder}
      maxLength={schema.maxLength}
      autoSize={{ minRows: Number(options.rows ?? 4), maxRows: 14 }}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

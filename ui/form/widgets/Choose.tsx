import type { WidgetProps } from '@rjsf/utils';
import { Select } from 'antd';
import { Buttons } from './Choice.tsx';

/** One of a list: buttons up to eight, a searchable list above. */
export function SelectWidget(props: WidgetProps) {
  const { id, value, options, multiple, disabled, readonly, onChange, placeholder } = props;
  const choices = options.enumOptions ?? [];
  if (!multiple && choices.length <= 8) return <Buttons {...props} />;
  return (
    <Select
      id={id}
      aria-label={props.label}
      {...(multiple ? { mode: 'multiple' as const } : {})}
      value={value}
      disabled={disabled || readonly || false}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder || '请选择'}
      options={choices.map((option) => ({ value: option.value, label: option.label }))}
      onChange={(next) => onChange(next)}
    />
  );
}

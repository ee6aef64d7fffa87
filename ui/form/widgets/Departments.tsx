import type { WidgetProps } from '@rjsf/utils';
import { Select } from 'antd';
import { useDepartments } from '../../api/directory.ts';

/** The department an order goes to: those used lately as buttons, all others by search (name or what they handle). */
export function DepartmentWidget({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  const { data = [], isPending } = useDepartments();
  const recent = data.filter((department) => department.recent).slice(0, 3);
  const chosen = data.find((department) => department.id === value);
  return (
    <div className="picker" id={id}>
      <span className="options" role="radiogroup" aria-label={`${label}（最近用过）`}>
        {recent.map((department) => (
          // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
          <button
            key={department.id}
            type="button"
            role="radio"
            aria-checked={department.id === value}
            disabled={disabled || readonly}
            onClick={() => onChange(department.id)}
          >
            {department.short}
          </button>
        ))}
      </span>
      <div className="grow">
        <Select
          aria-label={label}
          value={value}
          disabled={disabled || readonly || false}
          loading={isPending}
          placeholder="按部门名称或职责查找，如 欠薪"
          showSearch={{ filterOption: (typed, option) => (option?.search ?? '').includes(typed.trim()) }}
          options={data.map((department) => ({
            value: department.id,
            label: `${department.name}（${department.scope}）`,
            search: department.name + department.short + department.scope,
          }))}
          onChange={(next) => onChange(next)}
        />
      </div>
      {chosen ? (
        <p className="caption" style={{ flexBasis: '100%' }}>
          联系人 {chosen.contact}，{chosen.phone}；现有 {chosen.open} 张交办单等该部门办理
        </p>
      ) : null}
    </div>
  );
}

/** Several departments, by id. */
export function DepartmentsWidget({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  return (
    <DepartmentPicker
      id={id}
      label={label}
      value={value}
      disabled={disabled || readonly || false}
      onChange={onChange}
    />
  );
}

interface Picker {
  readonly id: string;
  readonly label: string;
  readonly value: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onChange: (ids: string[]) => void;
}

export function DepartmentPicker({ id, label, value, disabled, onChange }: Picker) {
  const { data = [], isPending } = useDepartments();
  return (
    <Select
      id={id}
      aria-label={label}
      mode="multiple"
      value={[...(value ?? [])]}
      disabled={disabled}
      loading={isPending}
      placeholder="请选择参与的部门"
      showSearch={{ optionFilterProp: 'label' }}
      options={data.map((department) => ({ value: department.id, label: department.short }))}
      onChange={onChange}
    />
  );
}

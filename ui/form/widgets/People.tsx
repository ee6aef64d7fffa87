import type { WidgetProps } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { Role } from '../../../server/identity/contract.ts';
import { usePeople } from '../../api/directory.ts';
import { roleNames } from '../../text/names.ts';
import { contextOf } from '../context.ts';

/** A colleague, by account id; `ui:options.roles` narrows the list. */
export function Person({ id, label, value, options, disabled, readonly, onChange }: WidgetProps) {
  const people = usePeople();
  const roles = (options.roles ?? []) as readonly Role[];
  const listed = (people.data ?? []).filter(
    (person) => roles.length === 0 || person.roles.some((role) => roles.includes(role)),
  );
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      disabled={disabled || readonly || false}
      loading={people.isPending}
      placeholder="请选择"
      showSearch={{ optionFilterProp: 'label' }}
      options={listed.map((person) => ({
        value: person.id,
        label: `${person.name}（${person.roles.map((role) => roleNames[role]).join('、')}）`,
      }))}
      onChange={(next) => onChange(next)}
    />
  );
}

/** Names of those present or invited: picked from parties and colleagues, or typed. The parties' are asked for when the list is opened. */
export function Persons({ id, label, value, disabled, readonly, onChange, registry }: WidgetProps) {
  return (
    <NamePicker
      id={id}
      label={label}
      value={value}
      disabled={disabled || readonly || false}
      onChange={onChange}
      context={contextOf(registry)}
    />
  );
}

interface Picker {
  readonly id: string;
  readonly label: string;
  readonly value: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onChange: (names: string[]) => void;
  readonly context: ReturnType<typeof contextOf>;
}

export function NamePicker({ id, label, value, disabled, onChange, context }: Picker) {
  const people = usePeople();
  const [opened, setOpened] = useState(false);
  const { names } = context;
  const full = useQuery({
    queryKey: ['names', context.caseId],
    queryFn: async () => names?.() ?? [],
    enabled: opened && names !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const parties = names ? (full.data ?? []) : (context.case?.parties ?? []).map(({ name }) => name);
  const colleagues = (people.data ?? []).map(({ name }) => name);
  const groups = [
    { label: '当事人', options: unique(parties) },
    { label: '中心人员', options: unique(colleagues).filter(({ value: name }) => !parties.includes(name)) },
  ];
  return (
    <Select
      id={id}
      aria-label={label}
      mode="tags"
      value={[...(value ?? [])]}
      disabled={disabled}
      tokenSeparators={['，', '、', ',', '；']}
      placeholder="选人，或直接输入姓名后按回车"
      loading={full.isFetching}
      onOpenChange={(open) => open && setOpened(true)}
      options={groups.filter((group) => group.options.length > 0)}
      onChange={onChange}
    />
  );
}

const unique = (names: readonly string[]) => [...new Set(names)].map((name) => ({ value: name, label: name }));

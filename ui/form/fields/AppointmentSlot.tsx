import type { FieldProps } from '@rjsf/utils';
import { DatePicker, Input, TimePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { useRooms } from '../../api/directory.ts';
import { dayOf, partsOf } from '../../text/dates.ts';
import { contextOf } from '../context.ts';
import { DepartmentPicker } from '../widgets/Departments.tsx';
import { NamePicker } from '../widgets/People.tsx';
import { fromPicker, toPicker } from '../widgets/Values.tsx';

interface Slot {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly room?: string;
  readonly departments?: readonly string[];
  readonly persons?: readonly string[];
  readonly note?: string;
  readonly reason?: string;
}

/** 约定时间地点: the day, the hours, the room (with what stands in it that day), who comes. Only the properties of the schema are asked. */
export function AppointmentSlot({
  formData,
  onChange,
  fieldPathId,
  registry,
  schema,
  disabled,
  readonly,
  errorSchema,
}: FieldProps<Slot>) {
  const slot: Slot = formData ?? {};
  const off = disabled || readonly || false;
  const id = fieldPathId.$id;
  const set = (change: Partial<Slot>) => onChange({ ...slot, ...change }, fieldPathId.path);
  const asks = (name: keyof Slot) => schema.properties === undefined || name in schema.properties;
  const said = (name: keyof Slot) => errorSchema?.[name]?.__errors;
  return (
    <div className="slot" id={id}>
      <When slot={slot} set={set} off={off} id={id} errors={[...(said('startsAt') ?? []), ...(said('endsAt') ?? [])]} />
      <Row label="调解室" errors={said('room')} whole>
        <Rooms slot={slot} off={off} set={set} />
      </Row>
      {asks('departments') ? (
        <Row label="参与部门" errors={said('departments')} whole htmlFor={`${id}_departments`}>
          <DepartmentPicker
            id={`${id}_departments`}
            label="参与部门"
            value={slot.departments}
            disabled={off}
            onChange={(departments) => set({ departments })}
          />
        </Row>
      ) : null}
      {asks('persons') ? (
        <Row label="参与人员" errors={said('persons')} whole htmlFor={`${id}_persons`}>
          <NamePicker
            id={`${id}_persons`}
            label="参与人员"
            value={slot.persons}
            disabled={off}
            onChange={(persons) => set({ persons })}
            context={contextOf(registry)}
          />
        </Row>
      ) : null}
      {(['reason', 'note'] as const).filter(asks).map((name) => (
        <Row
          key={name}
          label={name === 'reason' ? '改期原因' : '备注'}
          optional={name === 'note'}
          errors={said(name)}
          whole
          htmlFor={`${id}_${name}`}
        >
          <Input
            id={`${id}_${name}`}
            value={slot[name] ?? ''}
            maxLength={200}
            disabled={off}
            onChange={({ target }) => set({ [name]: target.value === '' ? undefined : target.value })}
          />
        </Row>
      ))}
    </div>
  );
}

interface Part {
  readonly slot: Slot;
  readonly off: boolean;
  readonly set: (change: Partial<Slot>) => void;
}

function When({ slot, set, off, id, errors }: Part & { readonly id: string; readonly errors: readonly string[] }) {
  const start = slot.startsAt ? toPicker(slot.startsAt) : null;
  const end = slot.endsAt ? toPicker(slot.endsAt) : null;
  /** A new day keeps the hours; the first day chosen proposes 9:00 to 11:00. */
  const onDay = (day: Dayjs | null) => {
    if (!day) return set({ startsAt: undefined as never, endsAt: undefined as never });
    const at = (time: Dayjs | null, hour: number) => day.hour(time?.hour() ?? hour).minute(time?.minute() ?? 0);
    set({ startsAt: fromPicker(at(start, 9)), endsAt: fromPicker(at(end, 11)) });
  };
  const onHours = (hours: readonly (Dayjs | null)[] | null) => {
    const [from, to] = hours ?? [];
    if (!start || !from || !to) return;
    const at = (time: Dayjs) => fromPicker(start.hour(time.hour()).minute(time.minute()));
    set({ startsAt: at(from), endsAt: at(to) });
  };
  return (
    <>
      <Row label="日期" errors={errors} htmlFor={`${id}_day`}>
        <DatePicker
          id={`${id}_day`}
          value={start}
          format="M月D日 dddd"
          placeholder="选择日期"
          disabled={off}
          onChange={onDay}
        />
      </Row>
      <Row label="起止时间" htmlFor={`${id}_hours`}>
        <TimePicker.RangePicker
          id={{ start: `${id}_hours`, end: `${id}_hours_end` }}
          value={start && end ? [start, end] : null}
          format="HH:mm"
          minuteStep={15}
          needConfirm={false}
          placeholder={['开始', '结束']}
          disabled={off || !start}
          onChange={onHours}
        />
      </Row>
    </>
  );
}

function Rooms({ slot, off, set }: Part) {
  const day = slot.startsAt ? dayOf(slot.startsAt) : undefined;
  const { data } = useRooms(day && `${day}T00:00:00+08:00`, day && `${day}T23:59:59+08:00`);
  const taken = (room: string) =>
    (data?.items ?? [])
      .filter((item) => day && item.room === room && item.status === 'planned' && dayOf(item.startsAt) === day)
      .map((item) => `${partsOf(item.startsAt).time}–${partsOf(item.endsAt).time}`);
  return (
    <div className="options" role="radiogroup" aria-label="调解室">
      {(data?.rooms ?? []).map((room) => {
        const hours = taken(room);
        return (
          // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
          <button
            key={room}
            type="button"
            role="radio"
            aria-checked={room === slot.room}
            disabled={off}
            onClick={() => set({ room })}
          >
            {room}
            {day ? <small>{hours.length === 0 ? '全天空' : `已约 ${hours.join('、')}`}</small> : null}
          </button>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly label: string;
  readonly errors?: readonly string[] | undefined;
  readonly optional?: boolean;
  readonly whole?: boolean;
  readonly htmlFor?: string;
  readonly children: ReactNode;
}

function Row({ label, errors, optional = false, whole = false, htmlFor, children }: RowProps) {
  return (
    <div className={`field ${whole ? 'whole' : 'half'}${errors?.length ? ' invalid' : ''}`}>
      <label htmlFor={htmlFor}>
        {label}
        {optional ? null : (
          <span className="required" aria-hidden>
            {' '}
            *
          </span>
        )}
      </label>
      {children}
      {(errors ?? []).map((message) => (
        <p key={message} className="fielderror small" role="alert">
          {message}
        </p>
      ))}
    </div>
  );
}

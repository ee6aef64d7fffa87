import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AppointmentItem, AppointmentList } from '../../server/appointments/contract.ts';
import { api } from '../../ui/api/client.ts';
import { PageHead, Tabs } from '../../ui/layout/PageHead.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { State } from '../../ui/states/State.tsx';
import { dayOf, longDay, partsOf } from '../../ui/text/dates.ts';
import { appointmentStatus } from '../words.ts';
import './appointments.css';
import { MoveDialog } from './MoveDialog.tsx';

/** 预约 as a list, by day: when, where, who comes. */
export function Component() {
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') ?? 'upcoming';
  const list = useQuery({
    queryKey: ['appointments', view],
    queryFn: ({ signal }) => api.get<AppointmentList>('/api/appointments', { view }, signal),
  });
  const [moving, setMoving] = useState<AppointmentItem | null>(null);
  const items = list.data?.items ?? [];
  return (
    <>
      <PageHead
        title="预约"
        summary={list.data ? `${view === 'upcoming' ? '接下来' : '最近'} ${items.length} 场` : null}
      >
        <Tabs
          label="预约视图"
          active={view}
          onChange={(key) => setSearch({ view: key }, { replace: true })}
          tabs={[
            { key: 'upcoming', label: '接下来' },
            { key: 'past', label: '已过' },
          ]}
        />
      </PageHead>
      <div className="scroll pagebody">
        <Loaded query={list}>
          {(data) =>
            data.items.length === 0 ? (
              <State icon={CalendarDays} title={view === 'upcoming' ? '接下来没有预约' : '没有过去的预约'}>
                <p>走“预约调解”的案件，在“约定时间地点”一步填好后会排在这里。</p>
              </State>
            ) : (
              byDay(data.items).map(([day, found]) => (
                <section key={day} className="day" aria-label={longDay(found[0]!.startsAt)}>
                  <h2>
                    {longDay(found[0]!.startsAt)}{' '}
                    {day === dayOf(new Date()) ? <span className="caption">今天</span> : null}
                  </h2>
                  <ul className="card">
                    {found.map((item) => (
                      <Appointment key={item.id} item={item} onMove={() => setMoving(item)} />
                    ))}
                  </ul>
                </section>
              ))
            )
          }
        </Loaded>
      </div>
      {moving && list.data ? <MoveDialog item={moving} rooms={list.data.rooms} close={() => setMoving(null)} /> : null}
    </>
  );
}

function byDay(items: readonly AppointmentItem[]): [string, AppointmentItem[]][] {
  const days = new Map<string, AppointmentItem[]>();
  for (const item of items) {
    const day = dayOf(item.startsAt);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days];
}

const tones = { planned: 'brand', held: 'ok', 'no-show': 'warn', moved: 'plain', cancelled: 'plain' } as const;

function Appointment({ item, onMove }: { readonly item: AppointmentItem; readonly onMove: () => void }) {
  const { me } = useSession();
  const mayMove = item.status === 'planned' && me.roles.some((role) => ['desk', 'mediator', 'director'].includes(role));
  return (
    <li className="appointment">
      <p className="hours">
        <b>
          {partsOf(item.startsAt).time}–{partsOf(item.endsAt).time}
        </b>
        <span>{item.room}</span>
      </p>
      <div className="grow">
        <p>
          <LevelMark level={item.level} /> <Link to={`/cases/${item.caseId}`}>{item.title}</Link>{' '}
          <span className="mono caption">{item.caseNumber}</span>
        </p>
        <p className="small second">
          {[...item.departments, ...item.persons].join('、')}
          {item.movedReason ? `　改期原因：${item.movedReason}` : ''}
        </p>
      </div>
      <Chip tone={tones[item.status]}>{appointmentStatus(item.status)}</Chip>
      {mayMove ? (
        <Button size="small" onClick={onMove}>
          改期
        </Button>
      ) : null}
    </li>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useLive } from '../../../ui/api/live.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { Loaded } from '../../../ui/states/Loaded.tsx';
import { longTime } from '../../../ui/text/dates.ts';
import { base, refresh, useInstance } from '../data.ts';
import { StatusChips } from '../instances/InstanceRows.tsx';
import { DetailHead } from '../OpHead.tsx';
import { Incident } from '../stuck/StuckPage.tsx';
import { numberOf, standsWords } from '../words.ts';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import { InstanceActs } from './InstanceActs.tsx';
import { Waits } from './Waits.tsx';
import { Where } from './Where.tsx';

/** One instance: where it stands and stood, what it waits for, what it knows, what happened, and what can be done. */
export function InstancePage() {
  const id = useParams().id!;
  const queries = useQueryClient();
  const query = useInstance(id);
  useLive(['case', 'tasks', 'procedure'], () => void refresh(queries));
  const instance = query.data;
  return (
    <>
      <DetailHead
        back={[
          { to: base, label: '运行' },
          { to: `${base}/instances`, label: '在办件' },
        ]}
        title={instance ? numberOf(instance) : '在办件'}
        summary={
          instance ? (
            <span className="opchips">
              {instance.name}
              <Chip>v{instance.version}</Chip>
              <StatusChips item={instance} />
              <span className="caption">{longTime(instance.started)} 开始</span>
              {instance.status === 'active' || instance.status === 'suspended' ? (
                <span>停在 {standsWords(instance)}</span>
              ) : null}
            </span>
          ) : null
        }
        acts={instance ? <InstanceActs instance={instance} /> : null}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="scroll pagebody" tabIndex={0} aria-label="详情">
        <Loaded query={query} rows={10}>
          {(loaded) => (
            <div className="opsides">
              <div className="opstack">
                {loaded.incidentList.length > 0 ? (
                  <section className="card" aria-label="卡住的地方">
                    {loaded.incidentList.map((incident) => (
                      <Incident key={incident.incident} incident={incident} here />
                    ))}
                  </section>
                ) : null}
                <Where instance={loaded} />
                <History instance={loaded} />
              </div>
              <aside className="opstack" aria-label="在等什么和事实">
                <Waits instance={loaded} />
                <Facts instance={loaded} />
              </aside>
            </div>
          )}
        </Loaded>
      </section>
    </>
  );
}

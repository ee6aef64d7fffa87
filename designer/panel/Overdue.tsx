import { Button, InputNumber, Select } from 'antd';
import { extension, setExtensions } from '../modeler/extension.ts';
import { usePanel } from './panelContext.ts';
import { Section } from './Section.tsx';

interface Rung {
  readonly after: string;
  readonly verb: string;
  readonly to: string;
}

const verbs = ['提醒', '催办', '督办', '通报'].map((verb) => ({ value: verb, label: verb }));
const audience = (roles: readonly { readonly code: string; readonly title: string }[]) => [
  { value: 'assignee', label: '办理人' },
  ...roles.map((role) => ({ value: role.code, label: role.title })),
];

const when = /^(-?)workdays:(\d+)$/;

/** 超期怎么办: the ladder of a step. Each rung says how many working days before or after the deadline, what, and to whom. */
export function Overdue() {
  const { modeler, element, catalogue } = usePanel();
  const rungs: readonly Rung[] = (extension(element, 'onedoor:Overdue')?.rungs ?? []).map((rung: Rung) => ({
    after: rung.after,
    verb: rung.verb,
    to: rung.to,
  }));
  const write = (next: readonly Rung[]) =>
    setExtensions(
      modeler,
      element,
      'onedoor:Overdue',
      next.length ? [{ rungs: next.map((rung) => ({ $type: 'onedoor:Rung', ...rung })) }] : [],
    );
  const change = (index: number, part: Partial<Rung>) =>
    write(rungs.map((rung, at) => (at === index ? { ...rung, ...part } : rung)));
  return (
    <Section icon="warn" title="超期怎么办" answer={rungs.length ? `${rungs.length} 级` : '不处理'} id="overdue">
      {rungs.length ? (
        <ol className="od-rungs">
          {rungs.map((rung, index) => {
            const match = when.exec(rung.after);
            const before = match?.[1] === '-';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rung has no identity but its place
              <li key={index}>
                <div className="od-row">
                  <Select
                    aria-label="到期前还是超期后"
                    value={before ? 'before' : 'after'}
                    onChange={(side: string) =>
                      change(index, { after: `${side === 'before' ? '-' : ''}workdays:${match?.[2] ?? 1}` })
                    }
                    options={[
                      { value: 'before', label: '到期前' },
                      { value: 'after', label: '超期' },
                    ]}
                  />
                  <InputNumber
                    aria-label="几个工作日"
                    min={0}
                    max={60}
                    precision={0}
                    value={Number(match?.[2] ?? 1)}
                    onChange={(days) => change(index, { after: `${before ? '-' : ''}workdays:${days ?? 0}` })}
                    suffix="工作日"
                  />
                </div>
                <div className="od-row">
                  <Select
                    aria-label="做什么"
                    value={rung.verb}
                    onChange={(verb: string) => change(index, { verb })}
                    options={verbs}
                  />
                  <Select
                    aria-label="告诉谁"
                    value={rung.to}
                    onChange={(to: string) => change(index, { to })}
                    options={audience(catalogue.roles)}
                  />
                  <Button type="text" size="small" danger onClick={() => write(rungs.filter((_, at) => at !== index))}>
                    删
                  </Button>
                </div>
              </li>
            );
          })}
        </ol>
      ) : null}
      <Button
        type="link"
        size="small"
        onClick={() =>
          write([
            ...rungs,
            rungs.length
              ? { after: 'workdays:3', verb: '督办', to: 'director' }
              : { after: 'workdays:1', verb: '催办', to: 'assignee' },
          ])
        }
      >
        ＋ 再加一级
      </Button>
      {rungs.length && !extension(element, 'zeebe:TaskSchedule')?.dueDate ? (
        <p className="od-problem">没有办理时限，这些提醒不会发生。</p>
      ) : null}
    </Section>
  );
}

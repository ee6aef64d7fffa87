import { Button, Select } from 'antd';
import { extensions, setExtensions } from '../modeler/extension.ts';
import { usePanel } from './panelContext.ts';
import { Section } from './Section.tsx';

interface Notice {
  readonly when: string;
  readonly to: string;
}

const moments = [
  { value: 'created', label: '到这一步时' },
  { value: 'completed', label: '办完时' },
  { value: 'overdue', label: '超期时' },
];

/** 通知谁: who gets a notice when the step arrives, is done, or is late. */
export function Notify() {
  const { modeler, element, catalogue } = usePanel();
  const notices: readonly Notice[] = extensions(element, 'onedoor:Notify').map((notice) => ({
    when: notice.when,
    to: notice.to,
  }));
  const write = (next: readonly Notice[]) =>
    setExtensions(
      modeler,
      element,
      'onedoor:Notify',
      next.map((notice) => ({ ...notice })),
    );
  const change = (index: number, part: Partial<Notice>) =>
    write(notices.map((notice, at) => (at === index ? { ...notice, ...part } : notice)));
  const people = [
    { value: 'assignee', label: '办理人' },
    { value: '=mediator', label: '本案调解员' },
    { value: '=firstHandler', label: '首问责任人' },
    ...catalogue.roles.map((role) => ({ value: role.code, label: role.title })),
  ];
  const label = (to: string) => people.find((person) => person.value === to)?.label ?? to;
  return (
    <Section
      icon="bell"
      title="通知谁"
      answer={notices.length ? [...new Set(notices.map((notice) => label(notice.to)))].join('、') : '不通知'}
      id="notify"
    >
      {notices.length ? (
        <ol className="od-rungs">
          {notices.map((notice, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a notice has no identity but its place
            <li key={index}>
              <div className="od-row">
                <Select
                  aria-label="什么时候"
                  value={notice.when}
                  onChange={(when: string) => change(index, { when })}
                  options={moments}
                />
                <Select
                  aria-label="通知谁"
                  value={notice.to}
                  onChange={(to: string) => change(index, { to })}
                  options={people}
                />
                <Button type="text" size="small" danger onClick={() => write(notices.filter((_, at) => at !== index))}>
                  删
                </Button>
              </div>
            </li>
          ))}
        </ol>
      ) : null}
      <Button type="link" size="small" onClick={() => write([...notices, { when: 'created', to: 'director' }])}>
        ＋ 加一个通知
      </Button>
    </Section>
  );
}

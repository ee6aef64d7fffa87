import { useQuery } from '@tanstack/react-query';
import { extension, updateExtension } from '../modeler/extension.ts';
import { dueExample } from '../requests.ts';
import { PeriodField } from './PeriodField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { readPeriod, sayPeriod } from './period.ts';
import { Field, Section } from './Section.tsx';

/** 多久: the deadline of a step and the day to look at it again, each with a worked example on the town's own calendar. */
export function HowLong() {
  const { modeler, element } = usePanel();
  const problem = useProblem('due');
  const schedule = extension(element, 'zeebe:TaskSchedule');
  const due: string = schedule?.dueDate ?? '';
  const followUp: string = schedule?.followUpDate ?? '';
  const period = readPeriod(due);
  const dueDay = useExample(due);
  const followUpDay = useExample(followUp);
  const write = (part: { dueDate?: string | undefined; followUpDate?: string | undefined }) =>
    updateExtension(modeler, element, 'zeebe:TaskSchedule', part);
  return (
    <Section icon="clock" title="多久" answer={period ? sayPeriod(period) : due ? '按公式' : '不限时'} id="due">
      <Field problem={problem} help={dueDay ? `例：今天收到 → ${dueDay} 到期` : '次日起算'}>
        <PeriodField label="办理时限" value={due} onCommit={(feel) => write({ dueDate: feel })} />
      </Field>
      <Field
        label="哪天跟进"
        help={followUpDay ? `例：今天收到 → 待办里标“${followUpDay} 跟进”` : '待办里会标出这一天。'}
      >
        <PeriodField label="跟进日" none="不标" value={followUp} onCommit={(feel) => write({ followUpDate: feel })} />
      </Field>
    </Section>
  );
}

/** The day that a period ends on for what arrives today; undefined for a formula and while it is asked for. */
function useExample(feel: string): string | undefined {
  const period = readPeriod(feel);
  const { data } = useQuery({
    queryKey: ['due-example', period],
    queryFn: () => dueExample(period!),
    enabled: period !== undefined,
    staleTime: 60_000,
  });
  return period && data?.date;
}

import { useQuery } from '@tanstack/react-query';
import { extension, updateExtension } from '../modeler/extension.ts';
import { dueExample } from '../requests.ts';
import { PeriodField } from './PeriodField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { readPeriod, sayPeriod } from './period.ts';
import { Field, Section } from './Section.tsx';

/** 多久: the deadline of a step, counted from the day after it arrives, with a worked example on the town's own calendar. */
export function HowLong() {
  const { modeler, element } = usePanel();
  const problem = useProblem('due');
  const due: string = extension(element, 'zeebe:TaskSchedule')?.dueDate ?? '';
  const period = readPeriod(due);
  const example = useQuery({
    queryKey: ['due-example', period],
    queryFn: () => dueExample(period!),
    enabled: period !== undefined,
    staleTime: 60_000,
  });
  return (
    <Section icon="clock" title="多久" answer={period ? sayPeriod(period) : due ? '按公式' : '不限时'} id="due">
      <Field problem={problem} help={example.data ? `例：今天收到 → ${example.data.date} 到期` : '次日起算'}>
        <PeriodField
          label="办理时限"
          value={due}
          onCommit={(feel) => updateExtension(modeler, element, 'zeebe:TaskSchedule', { dueDate: feel })}
        />
      </Field>
    </Section>
  );
}

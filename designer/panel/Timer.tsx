import { Select } from 'antd';
import type { ModdleElement } from '../modeler/types.ts';
import { readTimer, type TimerKind, writeTimer } from './eventDefinition.ts';
import { FeelField } from './FeelField.tsx';
import { PeriodField } from './PeriodField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { readPeriod, sayPeriod } from './period.ts';
import { Field, Section } from './Section.tsx';

type Way = 'period' | TimerKind;

const ways: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'period', label: '过多久' },
  { value: 'timeDate', label: '到某个时刻（公式）' },
  { value: 'timeDuration', label: '一段时间（公式）' },
  { value: 'timeCycle', label: '每隔一段时间' },
];

const examples: Readonly<Record<TimerKind, { readonly help: string; readonly example: string }>> = {
  timeDate: { help: '算出一个时刻。', example: '=workdays(resultDue, 1)' },
  timeDuration: { help: '从走到这里起算。', example: 'PT2H' },
  timeCycle: { help: '每天一次，共 3 次：', example: 'R3/P1D' },
};

/** 等到什么时候: working days, a moment from the case, or a repeated interval. */
export function Timer({ definition }: { definition: ModdleElement }) {
  const { modeler, element } = usePanel();
  const problem = useProblem('timer');
  const { kind, body } = readTimer(definition);
  const period = readPeriod(body);
  const way: Way = body === '' || (period && kind !== 'timeCycle') ? 'period' : kind;
  const starts: Readonly<Record<Way, string>> = {
    period: '=workdays(1)',
    timeDate: '=startsAt',
    timeDuration: 'PT2H',
    timeCycle: 'R3/P1D',
  };
  return (
    <Section icon="clock" title="等到什么时候" answer={period ? sayPeriod(period) : body || '未写'} id="timer">
      <Field>
        <Select
          aria-label="怎么等"
          value={way}
          onChange={(next: Way) =>
            writeTimer(modeler, element, definition, next === 'period' ? 'timeDuration' : next, starts[next])
          }
          options={[...ways]}
        />
      </Field>
      {way === 'period' ? (
        <Field problem={problem}>
          <PeriodField
            label="等待"
            value={body}
            onCommit={(feel) => writeTimer(modeler, element, definition, 'timeDuration', feel ?? '')}
          />
        </Field>
      ) : (
        <FeelField
          name="时间公式"
          problem={problem}
          {...examples[way]}
          value={body}
          onCommit={(next) => writeTimer(modeler, element, definition, kind, next)}
        />
      )}
    </Section>
  );
}

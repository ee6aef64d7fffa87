import { Select } from 'antd';
import { readTimer, type TimerKind, writeTimer } from './eventDefinition.ts';
import { PeriodField } from './PeriodField.tsx';
import { usePanel, useProblem } from './panelContext.ts';
import { readPeriod, sayPeriod } from './period.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

type Way = 'period' | TimerKind;

const ways: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'period', label: '过多久' },
  { value: 'timeDate', label: '到某个时刻（公式）' },
  { value: 'timeDuration', label: '一段时间（公式）' },
  { value: 'timeCycle', label: '每隔一段时间' },
];

/** 等到什么时候: working days, a moment from the case, or a repeated interval. */
export function Timer() {
  const { modeler, element } = usePanel();
  const problem = useProblem('timer');
  const { kind, body } = readTimer(element);
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
            writeTimer(modeler, element, next === 'period' ? 'timeDuration' : next, starts[next])
          }
          options={[...ways]}
        />
      </Field>
      <Field
        problem={problem}
        help={
          way === 'timeCycle'
            ? '例如 R3/P1D：每天一次，共 3 次'
            : way === 'timeDate'
              ? '例如 =startsAt 或 =workdays(resultDue, 1)'
              : undefined
        }
      >
        {way === 'period' ? (
          <PeriodField
            label="等待"
            value={body}
            onCommit={(feel) => writeTimer(modeler, element, 'timeDuration', feel ?? '')}
          />
        ) : (
          <TextField label="时间公式" mono value={body} onCommit={(next) => writeTimer(modeler, element, kind, next)} />
        )}
      </Field>
    </Section>
  );
}

import type { ReplayWorld } from '../model/step.ts';
import type { Answer, World } from '../model/world.ts';

type Ask = <T extends Answer[1]>(question: string, answer: () => T) => T;

/** A world whose changeable answers all pass through `ask`; what a deployed version contains never changes and does not. */
const asking = (world: World, ask: Ask): World => ({
  now: world.now,
  procedure: (key) => world.procedure(key),
  latest: (process) => {
    const key = ask(`latest:${process}`, () => world.latest(process)?.key ?? null);
    return key === null ? undefined : world.procedure(key);
  },
  tagged: (process, tag) => {
    const key = ask(`tagged:${process}:${tag}`, () => world.tagged?.(process, tag)?.key ?? null);
    return key === null ? undefined : world.procedure(key);
  },
  hasHands: (group) => ask(`hands:${group}`, () => world.hasHands(group)),
  calendar: {
    workdays: (from, n) => ask(`workdays:${from}:${n}`, () => world.calendar.workdays(from, n)),
    calendarDays: (from, n) => ask(`calendarDays:${from}:${n}`, () => world.calendar.calendarDays(from, n)),
    workhours: (from, n) => ask(`workhours:${from}:${n}`, () => world.calendar.workhours(from, n)),
    isWorkday: (at) => ask(`isWorkday:${at}`, () => world.calendar.isWorkday(at)),
    provisional: (from, to) => ask(`provisional:${from}:${to}`, () => world.calendar.provisional(from, to)),
  },
});

/** A world that writes down what it answered, each question once. */
export function recordingWorld(world: World): { readonly world: World; answers(): readonly Answer[] } {
  const answers = new Map<string, Answer[1]>();
  const ask: Ask = (question, answer) => {
    const known = answers.get(question);
    if (known !== undefined) return known as ReturnType<typeof answer>;
    const given = answer();
    answers.set(question, given);
    return given;
  };
  return { world: asking(world, ask), answers: () => [...answers] };
}

/** A world that answers from the record of a command, so that a replay hears what the command heard. */
export const replayWorld: ReplayWorld = (world, answers) => {
  const record = new Map(answers);
  return asking(world, (question, answer) => {
    const recorded = record.get(question);
    return recorded === undefined ? answer() : (recorded as ReturnType<typeof answer>);
  });
};

import { parentPort, workerData } from 'node:worker_threads';
import type { WorkCalendar } from '../model/calendar.ts';
import { answer } from './answer.ts';
import { type Question, slipOf, type Trial } from './protocol.ts';

/** The thread in which expressions and decisions are tried: it may be stopped at any moment. */
const port = parentPort!;
const { flag, answer: given } = slipOf(workerData as SharedArrayBuffer);

/** Asks the main thread and waits: FEEL is synchronous, the calendar lives over there. */
function ask(question: Question['ask'], first: number, second = 0): number {
  Atomics.store(flag, 0, 0);
  port.postMessage({ ask: question, given: [first, second] } satisfies Question);
  Atomics.wait(flag, 0, 0);
  if (Atomics.load(flag, 0) === 1) return given[0] ?? 0;
  throw new RangeError(`Expected the calendar to answer ${question} but it does not`);
}

const calendar: WorkCalendar = {
  workdays: (from, n) => ask('workdays', from, n),
  calendarDays: (from, n) => ask('calendarDays', from, n),
  workhours: (from, n) => ask('workhours', from, n),
  isWorkday: (at) => ask('isWorkday', at) === 1,
  provisional: (from, to) => ask('provisional', from, to) === 1,
};

port.on('message', async (trial: Trial) => port.postMessage(await answer(trial, calendar)));
port.postMessage('ready');

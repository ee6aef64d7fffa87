import { expect, test } from 'vitest';
import { Checker, type CheckThread } from '../../designer/problems/checker.ts';
import type { Question } from '../../designer/problems/checkWorker.ts';

class FakeThread implements CheckThread {
  onmessage: CheckThread['onmessage'] = null;
  onerror: CheckThread['onerror'] = null;
  asked: string[] = [];
  ended = false;
  postMessage({ files }: Question): void {
    this.asked.push(files[0]!.text);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(rule: string): void {
    const data = [{ severity: 'error', rule, file: 'procedure.bpmn', message: rule }];
    this.onmessage?.({ data } as never);
  }
}

function stand() {
  const threads: FakeThread[] = [];
  const checker = new Checker(() => {
    threads.push(new FakeThread());
    return threads.at(-1)!;
  });
  const ask = (text: string) => checker.check({ files: [{ path: 'procedure.bpmn', text }], catalogue: {} as never });
  return { threads, checker, ask };
}
const rules = (problems: readonly { rule: string }[] | undefined) => problems?.map(({ rule }) => rule);

test('one thread answers one question after the other', async () => {
  const { threads, ask } = stand();
  const first = ask('a');
  threads[0]!.answer('one');
  expect(rules(await first)).toEqual(['one']);
  const second = ask('b');
  threads[0]!.answer('two');
  expect(rules(await second)).toEqual(['two']);
  expect(threads.map(({ asked, ended }) => [asked, ended])).toEqual([[['a', 'b'], false]]);
});

test('a newer question stops the one that is out of date', async () => {
  const { threads, ask } = stand();
  const old = ask('a');
  const now = ask('b');
  expect(await old).toBeUndefined();
  threads[1]!.answer('two');
  expect(rules(await now)).toEqual(['two']);
  expect(threads.map(({ asked, ended }) => [asked, ended])).toEqual([
    [['a'], true],
    [['b'], false],
  ]);
});

test('a thread that breaks says so and is replaced; closing stops what runs', async () => {
  const { threads, checker, ask } = stand();
  const broken = ask('a');
  threads[0]!.onerror?.({} as never);
  expect(rules(await broken)).toEqual(['check']);
  const next = ask('b');
  checker.close();
  expect(await next).toBeUndefined();
  expect(threads.map(({ ended }) => ended)).toEqual([true, true]);
});

import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { refresh } from '../../ui/api/query.ts';

const clients: QueryClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.clear();
});

/** A query whose answers the test gives by hand; each fetch reads what stands when it is sent. */
function open() {
  const client = new QueryClient();
  clients.push(client);
  const world = { value: 'before' };
  const answers: (() => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['tasks', 'mine'],
    queryFn: () => {
      const read = world.value;
      return new Promise<string>((answer) => answers.push(() => answer(read)));
    },
  });
  const leave = observer.subscribe(() => {});
  const answer = () => answers.shift()!();
  return { client, world, answers, answer, leave };
}

const data = (client: QueryClient) => client.getQueryData(['tasks', 'mine']);

test('a change that comes while the very first answer is on its way is not lost', async () => {
  const { client, world, answers, answer } = open();
  world.value = 'after';
  const done = refresh(client, { queryKey: ['tasks'] });
  answer();
  await expect.poll(() => answers.length).toBe(1);
  expect(data(client)).toBe('before');
  answer();
  await done;
  expect(data(client)).toBe('after');
});

test('a change that comes while a later answer is on its way is read after it', async () => {
  const { client, world, answers, answer } = open();
  answer();
  await expect.poll(() => data(client)).toBe('before');
  const first = refresh(client, { queryKey: ['tasks'] });
  world.value = 'after';
  const second = refresh(client, { queryKey: ['tasks'] });
  expect(answers.length).toBe(2);
  for (const give of answers.splice(0)) give();
  await Promise.all([first, second]);
  expect(data(client)).toBe('after');
});

test('what nobody looks at is only marked as old', async () => {
  const { client, answers, answer, leave } = open();
  answer();
  await expect.poll(() => data(client)).toBe('before');
  leave();
  await refresh(client, { queryKey: ['tasks'] });
  expect([answers.length, client.getQueryState(['tasks', 'mine'])?.isInvalidated]).toEqual([0, true]);
});

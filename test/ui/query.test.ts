import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { fetchMore, refresh } from '../../ui/api/query.ts';

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

test('a page that a refresh breaks off comes all the same', async () => {
  const client = new QueryClient();
  clients.push(client);
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['tasks', 'mine'],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return new Promise<number>((answer) => answers.push(() => answer(pageParam)));
    },
    initialPageParam: 1,
    getNextPageParam: (page) => (page < 3 ? page + 1 : undefined),
  });
  observer.subscribe(() => {});
  const answer = async () => {
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    for (const give of answers.splice(0)) give();
  };
  const pages = () => observer.getCurrentResult().data?.pages;
  await answer();
  await expect.poll(pages).toEqual([1]);
  const more = fetchMore(observer.getCurrentResult());
  await expect.poll(() => asked).toEqual([1, 2]);
  void refresh(client, { queryKey: ['tasks'] });
  await expect.poll(() => asked).toEqual([1, 2, 1]);
  await answer();
  await answer();
  await more;
  expect([asked, pages()]).toEqual([
    [1, 2, 1, 2],
    [1, 2],
  ]);
});

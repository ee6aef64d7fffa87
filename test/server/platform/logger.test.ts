import { expect, test } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';

function lines(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const text: string[] = [];
  write(createLogger({ write: (line) => void text.push(line) }));
  return text.map((line) => {
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
    expect(time).toEqual(expect.any(String));
    return rest;
  });
}

test('only fields of the list are written', () => {
  const written = lines((log) =>
    log.info({ route: '/api/cases/:id', ms: 3, phone: '13800138000', body: { name: '张三' } }, 'request'),
  );
  expect(written).toEqual([{ level: 'info', route: '/api/cases/:id', ms: 3, msg: 'request' }]);
});

test('texts lose long numbers, Chinese, line breaks and marks that turn the direction', () => {
  const written = lines((log) => log.warn({ reason: '张三 440783199001011234\nforged\u202eline' }, 'odd'));
  expect(written).toEqual([{ level: 'warn', reason: '□ # forged line', msg: 'odd' }]);
});

test('an error keeps its frames and code, not what somebody typed', () => {
  const database = Object.assign(new Error('invalid input syntax for type integer: "13800138000"'), {
    code: '22P02',
    severity: 'ERROR',
    routine: 'pg_strtoint32',
  });
  const [first, second] = lines((log) => {
    log.error(database);
    log.error({ err: new Error('Expected task 7 but 李四 13800138000 came', { cause: database }) }, 'failed');
  });
  expect(first).toEqual({
    level: 'error',
    err: {
      name: 'Error',
      code: '22P02',
      routine: 'pg_strtoint32',
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    },
    msg: 'error',
  });
  expect(second).toMatchObject({
    err: { message: 'Expected task 7 but □ # came', cause: { code: '22P02' } },
    msg: 'failed',
  });
  expect(JSON.stringify([first, second])).not.toMatch(/13800138000|李四/);
});

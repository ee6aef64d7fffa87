import { expect, test } from 'vitest';
import { inWords } from '../../designer/problems/names.ts';

const kinds: Readonly<Record<string, string>> = { Event_1m7bh25: '收到消息就开始', Flow_1: '走法' };
const problem = { severity: 'error', rule: 'message', file: 'procedure.bpmn' } as const;

test('what has no name is called by what it is', () => {
  const said = inWords(
    { ...problem, element: 'Event_1m7bh25', message: '“Event_1m7bh25”等的消息“order.signed”不存在，永远等不到。' },
    (id) => kinds[id],
  );
  expect(said).toEqual({
    ...problem,
    element: 'Event_1m7bh25',
    name: '收到消息就开始',
    message: '“收到消息就开始”等的消息“order.signed”不存在，永远等不到。',
  });
});

test('what has a name keeps it', () => {
  const named = { ...problem, element: 'Flow_1', name: '愿意', message: '“愿意”没有条件。' };
  expect(inWords(named, (id) => kinds[id])).toEqual(named);
});

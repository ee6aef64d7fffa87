import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'border',
      file(between(node('subProcess', 's', '内', '', task('i', '里') + task('j', '外') + flow('i', 'j')), 's')),
    ),
  ).toEqual([]);
});

test('out of a sub-process, and into it', async () => {
  expect(
    await find(
      'border',
      file(between(node('subProcess', 's', '内', '', task('i', '里') + flow('i', 'end')), 's') + flow('start', 'i')),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error start_i flow: 从“start”到“里”的连线穿过了子流程或流程的边界，走不过去。 [重新连线]",
      "error i_end flow: 从“里”到“end”的连线穿过了子流程或流程的边界，走不过去。 [重新连线]",
    ]
  `);
});

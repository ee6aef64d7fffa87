import { expect, it } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import { parse } from '../../../engine/compile/parse.ts';
import { tidy } from '../../../engine/model/tidy.ts';
import { between, file, node } from './rules/draw.ts';

it('cuts what a message quotes of a file, and takes away what cannot be seen', () => {
  expect(tidy(`“${'长'.repeat(61)}”没有\u202e办理人\ud800。`)).toBe(`“${'长'.repeat(60)}…”没有 办理人 。`);
  expect(tidy(`“${'😀'.repeat(60)}”`)).toBe(`“${'😀'.repeat(60)}”`);
});

it('says no more than a sentence about a step with a name as long as a book', async () => {
  const name = '长'.repeat(70_000);
  const { problems } = await compile([{ path: 'p.bpmn', text: file(between(node('serviceTask', 'a', name), 'a')) }]);
  expect(problems.map(({ rule, message }) => [rule, message.length < 120])).toContainEqual(['job', true]);
  expect(problems.every(({ message }) => message.length < 200)).toBe(true);
});

it.each(['\0', '\u0007', '\ufffe', '\ud800'])('does not read a file with the character %j', async (character) => {
  const text = file(between(node('task', 'a', '', '', `<bpmn:documentation>${character}</bpmn:documentation>`), 'a'));
  expect(await parse({ path: 'p.bpmn', text })).toEqual({
    problems: [
      {
        severity: 'error',
        rule: 'parse',
        file: 'p.bpmn',
        message: '文件里有不允许的控制字符或损坏的文字，无法保存为流程。请重新导出文件。',
      },
    ],
  });
});

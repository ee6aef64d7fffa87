import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extension, extensions } from '../../../engine/compile/moddle.ts';
import { parse } from '../../../engine/compile/parse.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { between, file, flow, node, task } from './rules/draw.ts';

const read = (text: string) => parse({ path: 'procedure.bpmn', text });

async function problems(text: string): Promise<readonly Problem[]> {
  const result = await read(text);
  return 'problems' in result ? result.problems : [];
}

const messages = async (text: string) => (await problems(text)).map(({ message }) => message);

describe('read', () => {
  test('both vocabularies', async () => {
    const inside = task(
      'a',
      '登记',
      '<zeebe:assignmentDefinition candidateGroups="mediator" /><onedoor:assignment excludedUsers="=handler" /><onedoor:overdue><onedoor:rung after="workdays:1" verb="催办" to="director" /></onedoor:overdue><onedoor:notify to="leader" when="created" /><onedoor:notify to="director" when="overdue" />',
    ).replace('<bpmn:userTask', '<bpmn:userTask onedoor:stage="处置" onedoor:law="人民调解法第十七条"');
    const result = await read(file(between(inside, 'a')));
    if ('problems' in result) throw new Error(result.problems[0]?.message);
    const [process] = result.definitions.rootElements;
    const element = process.flowElements[1];
    expect({
      id: element.id,
      stage: element.stage,
      law: element.law,
      groups: extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups,
      excluded: extension(element, 'onedoor:Assignment')?.excludedUsers,
      rungs: extension(element, 'onedoor:Overdue')?.rungs.map(({ after, verb, to }: Record<string, string>) => [
        after,
        verb,
        to,
      ]),
      notices: extensions(element, 'onedoor:Notify').map(({ to, when }) => [to, when]),
    }).toEqual({
      id: 'a',
      stage: '处置',
      law: '人民调解法第十七条',
      groups: 'mediator',
      excluded: '=handler',
      rungs: [['workdays:1', '催办', 'director']],
      notices: [
        ['leader', 'created'],
        ['director', 'overdue'],
      ],
    });
  });
});

describe('refused', () => {
  test('one problem whole', async () => {
    expect(await problems(file(task('a', '甲') + flow('a', 'nowhere')))).toEqual([
      {
        severity: 'error',
        rule: 'parse',
        file: 'procedure.bpmn',
        element: 'a_nowhere',
        message: '引用了不存在的“nowhere”，走到这里会找不到下一步。',
        remedy: '改正引用',
      },
    ]);
  });

  const deep = (levels: number) => `${'<bpmn:documentation>'.repeat(levels)}${'</bpmn:documentation>'.repeat(levels)}`;
  test.each<[string, string, readonly string[]]>([
    ['a duplicate id', file(task('a') + task('a')), ['编号“a”重复，系统分不清是哪一个。']],
    ['an illegal id', file(task('1 a')), ['编号“1 a”不合规范：应以字母或下划线开头，不含空格。']],
    [
      'reserved ids',
      file(task('__proto__') + task('toString')),
      ['编号“__proto__”是系统保留字，不能使用。', '编号“toString”是系统保留字，不能使用。'],
    ],
    ['a long id', file(task('a'.repeat(256))), ['编号“aaaaaaaaaaaaaaaaaaaa…”超过 255 个字。']],
    ['an unknown element', file('<bpmn:magicTask id="a" />'), ['不认识的元素“bpmn:MagicTask”。']],
    ['an unknown attribute', file(node('userTask', 'a', '', '', '', 'color="red"')), ['不认识的属性“color”。']],
    [
      'an unknown extension of a known vocabulary',
      file(task('a', '', '<zeebe:magic />')),
      ['不认识的元素“zeebe:Magic”。'],
    ],
    ['an undeclared prefix', file(node('userTask', 'a', '', '', '', 'x:color="red"')), ['“x”没有声明命名空间。']],
    ['stray text', file(`无用${task('a')}`), ['元素之外有多余的文字“无用”。']],
    ['hidden direction marks', file(task('a', '已&#x202E;意同')), ['名称里有看不见的控制字符，显示会与实际不符。']],
    ['another encoding', file(task('a')).replace('UTF-8', 'GBK'), ['文件编码是“GBK”，只接收 UTF-8。']],
    ['a file cut off', file(task('a')).slice(0, -20), ['文件第 1 行附近不是完整的 XML，无法读取。']],
    ['no XML', '你好', ['文件第 1 行附近不是完整的 XML，无法读取。']],
    ['an empty file', '', ['文件第 1 行附近不是完整的 XML，无法读取。']],
    ['another kind of file', '<html />', ['元素“html”放错了位置。', '这不是 BPMN 2.0 流程文件。']],
    [
      'a document type',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>${file(task('a', '&e;'))}`,
      ['文件里有 DOCTYPE 或 ENTITY 声明，出于安全不予接收。请删去后再试。'],
    ],
    ['too deep', file(deep(63)), ['文件嵌套超过 64 层，无法保存为流程。请减少子流程的层数。']],
    ['too many', file('<bpmn:task />'.repeat(4999)), ['文件里的元素超过 5000 个，无法保存为流程。请拆分成几个流程。']],
    ['too long', file(`<!--${'x'.repeat(2 * 1024 * 1024)}-->`), ['文件超过 2 MB，无法保存为流程。请拆分成几个流程。']],
  ])('%s', async (_, text, expected) => {
    expect(await messages(text)).toEqual(expected);
  });

  test('what is quoted is short and clean', async () => {
    const [message = ''] = await messages(file(`<bpmn:${'x'.repeat(5000)} />`));
    expect(message.length).toBeLessThan(80);
  });

  test('exactly at the limits is read', async () => {
    expect(await messages(file('<bpmn:task />'.repeat(4998)))).toEqual([]);
  });
});

/** Cuts, doubles, swaps and overwrites pieces of a sound file: the answer is a model or problems in Chinese, never an exception. */
test('any mutation is answered', async () => {
  const sound = file(
    between(
      task('a', '甲', '<zeebe:formDefinition formKey="result" />') + node('exclusiveGateway', 'g', '判断'),
      'a',
      'g',
    ),
  );
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/>',
    '"',
    '&',
    '&#0;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '<?x',
    '</bpmn:process>',
    '<bpmn:task id="a"/>',
    ' id="__proto__"',
    'xmlns:zeebe=""',
    '\u0000',
    '\ud800',
    '甲',
  );
  const mutation = fc.record({ at: fc.nat(sound.length), length: fc.nat(30), piece: pieces, twice: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
      const text = mutations.reduce((before, { at, length, piece, twice }) => {
        const cut = before.slice(at, at + length);
        return before.slice(0, at) + (twice ? cut + piece + cut : piece) + before.slice(at + length);
      }, sound);
      const result = await read(text);
      if (!('problems' in result)) {
        expect(result.definitions.$type).toBe('bpmn:Definitions');
        return;
      }
      expect(result.problems.length).toBeGreaterThan(0);
      for (const problem of result.problems) expect(problem.message).toMatch(/\p{Script=Han}.*。$/su);
    }),
    { numRuns: 400 },
  );
});

import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find('form', file(between(task('a', '甲', '<zeebe:formDefinition formKey="result" />'), 'a')), {
      forms: new Set(['result']),
    }),
  ).toEqual([]);
});

test('missing, unknown, computed or elsewhere', async () => {
  expect(
    await find(
      'form',
      file(
        between(
          task('a', '甲') +
            task('b', '乙', '<zeebe:formDefinition formKey="other" />') +
            task('c', '丙', '<zeebe:formDefinition formKey="=form" />') +
            task('d', '丁', '<zeebe:formDefinition formId="f" />') +
            task('e', '戊', '<zeebe:formDefinition externalReference="f" />'),
          'a',
          'b',
          'c',
          'd',
          'e',
        ),
      ),
      { forms: new Set(['result']) },
    ),
  ).toMatchInlineSnapshot(`
    [
      "warning a form: “甲”没有表单，办理人只能点“完成”，填不了任何内容。 [选择表单]",
      "error b form: “乙”的表单“other”不存在，办理时打不开。 [选择表单]",
      "error c form: “丙”的表单要直接选定，不能用表达式。 [选择表单]",
      "error d form: “丁”引用了系统外的表单，办理时打不开。请选择本流程的表单。 [选择表单]",
      "error e form: “戊”引用了系统外的表单，办理时打不开。请选择本流程的表单。 [选择表单]",
    ]
  `);
});

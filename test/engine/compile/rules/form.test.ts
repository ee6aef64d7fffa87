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
  ).toMatchInlineSnapshot();
});

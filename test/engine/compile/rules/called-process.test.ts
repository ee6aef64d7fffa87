import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'called-process',
      file(
        between(
          node('callActivity', 'a', '甲', '<zeebe:calledElement processId="p" bindingType="deployment" />') +
            node('callActivity', 'b', '乙', '<zeebe:calledElement processId="dispatch" />'),
          'a',
          'b',
        ),
      ),
      { catalogue: { processes: new Set(['dispatch']) } },
    ),
  ).toEqual([]);
});

test('missing, computed, unknown', async () => {
  expect(
    await find(
      'called-process',
      file(
        between(
          node('callActivity', 'a', '甲') +
            node('callActivity', 'b', '乙', '<zeebe:calledElement processId="=which" />') +
            node('callActivity', 'c', '丙', '<zeebe:calledElement processId="visit" />') +
            node('callActivity', 'd', '丁', '<zeebe:calledElement processId="dispatch" bindingType="deployment" />') +
            node('callActivity', 'e', '戊', '<zeebe:calledElement processId="dispatch" bindingType="versionTag" />'),
          'a',
          'b',
          'c',
          'd',
          'e',
        ),
      ),
      { catalogue: { processes: new Set(['dispatch']) } },
    ),
  ).toMatchInlineSnapshot();
});

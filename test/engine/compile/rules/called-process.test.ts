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
  ).toMatchInlineSnapshot(`
    [
      "error a called: “甲”没有选择要调用的流程，走到这里会停住。 [选择流程]",
      "error b called: “乙”调用的流程要直接选定，不能用表达式。 [选择流程]",
      "error c called: “丙”调用的流程“visit”没有发布，走到这里会停住。 [选择流程]",
      "error d called: “丁”要调用一起发布的流程“dispatch”，但这里没有画它。 [选择流程]",
      "error e called: “戊”没有说明要调用哪个版本标签，走到这里会停住。 [选择流程]",
    ]
  `);
});

test('valid: named by the attribute of BPMN', async () => {
  const drawn = between(node('callActivity', 'a', '调', '', '', 'calledElement="p"'), 'a');
  expect(await find('called-process', file(drawn))).toEqual([]);
});

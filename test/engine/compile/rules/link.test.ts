import { expect, test } from 'vitest';
import { file, find, flow, line, node, task } from './draw.ts';

test('valid: two sources, one target', async () => {
  expect(
    await find(
      'link',
      file(
        node('startEvent', 's') +
          node('parallelGateway', 'g') +
          node('intermediateThrowEvent', 'a', 'a', '', '<bpmn:linkEventDefinition name="甲" />') +
          node('intermediateThrowEvent', 'b', 'b', '', '<bpmn:linkEventDefinition name="甲" />') +
          node('intermediateCatchEvent', 'c', 'c', '', '<bpmn:linkEventDefinition name="甲" />') +
          task('t') +
          line('s', 'g', 'a') +
          flow('g', 'b') +
          flow('c', 't'),
      ),
    ),
  ).toEqual([]);
});

test('without a partner, with two, without a name', async () => {
  expect(
    await find(
      'link',
      file(
        node('startEvent', 's') +
          node('parallelGateway', 'g') +
          node('intermediateThrowEvent', 'a', 'a', '', '<bpmn:linkEventDefinition name="甲" />') +
          node('intermediateThrowEvent', 'b', 'b', '', '<bpmn:linkEventDefinition name="乙" />') +
          node('intermediateThrowEvent', 'n', 'n', '', '<bpmn:linkEventDefinition name="" />') +
          node('intermediateCatchEvent', 'c', 'c', '', '<bpmn:linkEventDefinition name="乙" />') +
          node('intermediateCatchEvent', 'd', 'd', '', '<bpmn:linkEventDefinition name="乙" />') +
          node('intermediateCatchEvent', 'e', 'e', '', '<bpmn:linkEventDefinition name="丙" />') +
          task('t') +
          line('s', 'g', 'a') +
          flow('g', 'b') +
          flow('g', 'n') +
          flow('c', 't') +
          flow('d', 't') +
          flow('e', 't'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error n link: 链接“n”没有名称，配不成对。 [填写链接名称]",
      "error a link: 链接“a”在同一层里没有同名的落点，走到这里就断了。 [让链接成对]",
      "error b link: 链接“b”在同一层里有 2 个同名的落点，不知道去哪一个。 [让链接成对]",
      "error n link: 链接“n”在同一层里没有同名的落点，走到这里就断了。 [让链接成对]",
      "error e link: 链接“e”在同一层里没有同名的起点，永远走不到。 [让链接成对]",
    ]
  `);
});

test('with flows where none can be', async () => {
  expect(
    await find(
      'link',
      file(
        node('startEvent', 's') +
          node('intermediateThrowEvent', 'a', 'a', '', '<bpmn:linkEventDefinition name="甲" />') +
          node('intermediateCatchEvent', 'c', 'c', '', '<bpmn:linkEventDefinition name="甲" />') +
          line('s', 'a', 'c'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a flow: 链接的起点“a”之后还有连线，永远走不到。 [删除连线]",
      "error c flow: 链接的落点“c”有连线指向它，只能由同名的链接跳过来。 [删除连线]",
      "error c flow: 链接的落点“c”之后没有路，跳到这里就停了。 [连上下一步]",
    ]
  `);
});

test('not across a border', async () => {
  expect(
    await find(
      'link',
      file(
        node('startEvent', 's') +
          node('intermediateThrowEvent', 'a', 'a', '', '<bpmn:linkEventDefinition name="甲" />') +
          flow('s', 'a') +
          node(
            'subProcess',
            'u',
            '内',
            '',
            node('intermediateCatchEvent', 'c', 'c', '', '<bpmn:linkEventDefinition name="甲" />') +
              task('t') +
              flow('c', 't'),
          ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a link: 链接“a”在同一层里没有同名的落点，走到这里就断了。 [让链接成对]",
      "error c link: 链接“c”在同一层里没有同名的起点，永远走不到。 [让链接成对]",
    ]
  `);
});

import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../engine/migrate/index.ts';
import type { MigrationLine } from '../../../engine/model/operation.ts';
import { boundary, drawn, end, flows, gateway, lasting, onMessage, service, start, sub, user } from './model.ts';

const draft = async (was: readonly string[], is: readonly string[]) => {
  const [[from], [to]] = await Promise.all([drawn(1, was), drawn(2, is)]);
  return planMigration(from!, to!);
};
const line = (
  element: string,
  to: string | undefined,
  because: MigrationLine['because'],
  kind: string,
  name = '',
): MigrationLine => ({
  element,
  name,
  kind,
  to,
  because,
});

describe('a plan by comparing two versions', () => {
  it('leads every element of the same version to itself', async () => {
    const pieces = [start(), user('a', '办理'), end(), flows('s>a', 'a>e')];
    expect(await draft(pieces, pieces)).toEqual({
      plan: { from: 'p@1', to: 'p@2', elements: { s: 's', a: 'a', e: 'e' } },
      lines: [
        line('s', 's', 'same', 'startEvent'),
        line('a', 'a', 'same', 'userTask', '办理'),
        line('e', 'e', 'same', 'endEvent'),
      ],
    });
  });

  it('finds what has another id by its name, if only one bears it', async () => {
    const was = [
      start(),
      user('a', '核实'),
      user('b', '调解'),
      user('c', '调解'),
      end(),
      flows('s>a', 'a>b', 'b>c', 'c>e'),
    ];
    const is = [
      start(),
      user('a2', '核实'),
      user('b2', '调解'),
      user('c2', '调解'),
      end(),
      flows('s>a2', 'a2>b2', 'b2>c2', 'c2>e'),
    ];
    const { plan, lines } = await draft(was, is);
    expect(plan).toEqual({ from: 'p@1', to: 'p@2', elements: { s: 's', e: 'e', a: 'a2' }, flows: { s_a: 's_a2' } });
    expect(lines.slice(1, 4)).toEqual([
      line('a', 'a2', 'renamed', 'userTask', '核实'),
      line('b', undefined, 'gone', 'userTask', '调解'),
      line('c', undefined, 'gone', 'userTask', '调解'),
    ]);
  });

  it('does not take an element that another leads to by its id', async () => {
    const was = [start(), user('a', '核实'), user('b', '核实二'), end(), flows('s>a', 'a>b', 'b>e')];
    const is = [start(), user('b', '核实'), end(), flows('s>b', 'b>e')];
    const { lines } = await draft(was, is);
    expect(lines.slice(1, 3)).toEqual([
      line('a', undefined, 'gone', 'userTask', '核实'),
      line('b', 'b', 'same', 'userTask', '核实二'),
    ]);
  });

  it('says why an element of the same id is no counterpart: another kind, or inside something else', async () => {
    const was = [start(), user('a'), user('b'), end(), flows('s>a', 'a>b', 'b>e')];
    const is = [
      start(),
      service('a', 'x'),
      sub('box', start('bs'), user('b'), end('be'), flows('bs>b', 'b>be')),
      end(),
      flows('s>a', 'a>box', 'box>e'),
    ];
    const { lines } = await draft(was, is);
    expect(lines.slice(1, 3)).toEqual([
      line('a', undefined, 'other-kind', 'userTask', 'a'),
      line('b', undefined, 'other-scope', 'userTask', 'b'),
    ]);
  });

  it('looks for containers first, and for what is inside only there', async () => {
    const box = (id: string, name: string, inside: string) =>
      `<bpmn:subProcess id="${id}" name="${name}">${start(`${id}s`)}${user(inside, '签字')}${end(`${id}e`)}${flows(`${id}s>${inside}`, `${inside}>${id}e`)}</bpmn:subProcess>`;
    const was = [start(), box('one', '一', 'x'), box('two', '二', 'y'), end(), flows('s>one', 'one>two', 'two>e')];
    const is = [
      start(),
      box('first', '一', 'x1'),
      box('two', '二', 'y1'),
      end(),
      flows('s>first', 'first>two', 'two>e'),
    ];
    const { plan } = await draft(was, is);
    expect(plan.elements).toEqual({
      s: 's',
      one: 'first',
      x: 'x1',
      two: 'two',
      y: 'y1',
      twos: 'twos',
      twoe: 'twoe',
      e: 'e',
    });
  });

  it('keeps boundary events with their activity, also without a name', async () => {
    const was = [
      start(),
      user('a', '核实'),
      boundary('late', 'a', lasting('P1D')),
      end(),
      end('e2'),
      flows('s>a', 'a>e', 'late>e2'),
    ];
    const is = [
      start(),
      user('a2', '核实'),
      boundary('overdue', 'a2', lasting('P2D')),
      user('b', '公示'),
      boundary('withdrawn', 'b', onMessage('withdrawn')),
      end(),
      end('e2'),
      flows('s>a2', 'a2>b', 'b>e', 'overdue>e2', 'withdrawn>e2'),
    ];
    expect((await draft(was, is)).plan.elements).toEqual({ s: 's', a: 'a2', late: 'overdue', e: 'e', e2: 'e2' });
    const moved = [
      start(),
      user('a', '核实'),
      user('b'),
      boundary('late', 'b', lasting('P1D')),
      end(),
      end('e2'),
      flows('s>a', 'a>b', 'b>e', 'late>e2'),
    ];
    expect((await draft(was, moved)).lines[2]).toEqual(line('late', undefined, 'other-scope', 'timerBoundaryEvent'));
  });

  it('leads the flows into a join to those between the same elements', async () => {
    const pieces = (x: string, y: string) => [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      end(),
      flows('s>f', 'f>a', 'f>b', `${x}=a>j`, `${y}=b>j`, 'j>e'),
    ];
    expect((await draft(pieces('one', 'two'), pieces('three', 'two'))).plan.flows).toEqual({ one: 'three' });
    expect((await draft(pieces('one', 'two'), pieces('two', 'one'))).plan.flows).toEqual({ one: 'two', two: 'one' });
  });
});

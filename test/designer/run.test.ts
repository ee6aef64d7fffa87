import { expect, test } from 'vitest';
import { type Known, runOf } from '../../designer/problems/run.ts';

const known: Readonly<Record<string, Known>> = {
  start: { type: 'bpmn:StartEvent', name: '受理', kind: '开始' },
  f1: { type: 'bpmn:SequenceFlow', name: '', kind: '走法' },
  split: { type: 'bpmn:InclusiveGateway', name: '', kind: '可多选分支' },
  f2: { type: 'bpmn:SequenceFlow', name: '涉及土地', kind: '走法' },
  survey: { type: 'bpmn:UserTask', name: '现场勘查', kind: '办理步骤' },
  f3: { type: 'bpmn:SequenceFlow', name: '', kind: '走法', target: 'join' },
  join: { type: 'bpmn:ParallelGateway', name: '都办完', kind: '同时进行' },
};
const find = (id: string) => known[id];

test('a run is numbered stops with the ways between them, and is told in words', () => {
  const message = '“都办完”等不齐：走图上标出的这条路时，再也没有什么会走到这里，案件会永远停住。';
  expect(runOf(['start', 'f1', 'split', 'gone', 'f2', 'survey', 'f3'], message, find)).toEqual({
    stops: [
      { number: 1, element: 'start', words: '从“受理”', by: [], last: false },
      { number: 2, element: 'split', words: '走到“可多选分支”', by: ['f1'], last: false },
      { number: 3, element: 'survey', words: '经“涉及土地”到“现场勘查”', by: ['f2'], last: false },
      { number: 4, element: 'join', words: '走到“都办完”', by: ['f3'], last: true },
    ],
    ending: '走到“都办完”后，等不齐：再也没有什么会走到这里，案件会永远停住。',
  });
});

test('what the message says of the way is not said twice; a run of nothing is none', () => {
  const run = runOf(['start', 'f1', 'survey'], '按图上标出的路走到“现场勘查”，之后什么也不会再发生。', find);
  expect(run?.ending).toBe('走到“现场勘查”后，什么也不会再发生。');
  expect(runOf(['gone', 'f1'], '…', find)).toBeUndefined();
});

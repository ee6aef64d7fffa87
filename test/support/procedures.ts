import type { SourceFile } from '../../engine/model/problem.ts';
import type { TestApp } from './app.ts';
import { home } from './fixtures.ts';

/** A node of a test's procedure: `userTask sign 会签` and what stands inside it. */
export interface Step {
  readonly node: string;
  readonly inside?: string;
}

/** A step for people of a role, or for whom the formula names. */
export const step = (id: string, name: string, who: string, inside = ''): Step => ({
  node: `userTask ${id} ${name}`,
  inside: `<bpmn:extensionElements><zeebe:assignmentDefinition ${who} /></bpmn:extensionElements>@${inside}`,
});

/** Files of a procedure whose steps follow each other; `more` goes into the process as it is. */
export function inRow(id: string, name: string, steps: readonly Step[], more = '', begin = ''): readonly SourceFile[] {
  const nodes = steps.map(({ node, inside = '' }, at) => {
    const [kind, key, title] = node.split(' ');
    const [head, tail = ''] = inside.split('@');
    return `<bpmn:${kind} id="${key}" name="${title}">${head}<bpmn:incoming>f${at}</bpmn:incoming><bpmn:outgoing>f${at + 1}</bpmn:outgoing>${tail}</bpmn:${kind}>`;
  });
  const ids = ['begin', ...steps.map(({ node }) => node.split(' ')[1]), 'done'];
  const flows = ids
    .slice(1)
    .map((target, at) => `<bpmn:sequenceFlow id="f${at}" sourceRef="${ids[at]}" targetRef="${target}" />`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://onedoor.local/test">
    <bpmn:process id="${id}" name="${name}" isExecutable="true">
      <bpmn:startEvent id="begin" name="开始"><bpmn:outgoing>f0</bpmn:outgoing>${begin}</bpmn:startEvent>${nodes.join('')}
      <bpmn:endEvent id="done" name="结束"><bpmn:incoming>f${steps.length}</bpmn:incoming></bpmn:endEvent>${flows.join('')}${more}
    </bpmn:process></bpmn:definitions>`;
  return [{ path: 'procedure.bpmn', text }];
}

const by = { kind: 'system', id: 'test' } as const;

/** Publishes it in the home town and begins it for a case; answers the instance. */
export async function beginFor(
  { deps }: TestApp,
  files: readonly SourceFile[],
  process: string,
  caseId: string | undefined,
  variables: Record<string, never> | Record<string, unknown> = {},
): Promise<string> {
  await deps.engine.deploy(home, files, { by, note: '' });
  const { instance } = await deps.engine.start(
    home,
    { process, ...(caseId ? { businessKey: caseId } : {}), variables: variables as Record<string, never> },
    { actor: by },
  );
  return instance;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Assembly, assemble, record } from '../../../../engine/compile/assemble.ts';
import { compile } from '../../../../engine/compile/index.ts';
import { parse } from '../../../../engine/compile/parse.ts';
import { supports } from '../../../../engine/elements/registry.ts';
import type { Problem } from '../../../../engine/model/problem.ts';

const text = readFileSync(new URL('./everything.bpmn', import.meta.url), 'utf8');

/** The drawn model assembled without the rules; expressions shown by their source. */
async function everything() {
  const parsed = await parse({ path: 'everything.bpmn', text });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const problems: Problem[] = [];
  const siblings = record({ whole: 'whole@7', other: 'other@2' });
  const assembly: Assembly = { file: 'everything.bpmn', siblings, version: () => 7, decisions: record({}), problems };
  const procedures = assemble(parsed.definitions, assembly);
  const shown = JSON.parse(
    JSON.stringify(procedures, (_, value) =>
      value && typeof value === 'object' && 'evaluate' in value ? `=${value.source} (${value.reads})` : value,
    ),
  );
  return { procedures, problems, shown };
}

const empty = { boundaries: [], properties: {}, inputs: [], outputs: [] };

describe('assemble', () => {
  it('makes a procedure of every executable process, and of nothing else', async () => {
    const { shown } = await everything();
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      ...{ key: 'whole@7', id: 'whole', version: 7, name: '总流程', decisions: {} },
      siblings: { whole: 'whole@7', other: 'other@2' },
    });
  });

  it('keeps what the elements say', async () => {
    const { shown } = await everything();
    expect(shown[0].nodes.task).toEqual({
      ...{ kind: 'userTask', id: 'task', name: '登记案件', scope: 'whole', stage: '发现' },
      ...{ incoming: ['to_task'], outgoing: ['urgent', 'plain'], default: 'plain', boundaries: ['signed', 'late'] },
      properties: {
        colour: 'red',
        law: '人民调解法 18',
        overdue: '[{"after":"workdays:1","verb":"催办","to":"director"}]',
        notify: '[{"to":"applicant","when":"created"}]',
      },
      inputs: [{ source: '=case.id (case)', target: 'ref' }],
      outputs: [{ source: '=fixed ()', target: 'case.kind' }],
      task: {
        ...{ assignee: '=helper (helper)', candidateGroups: '=mediator ()', excludedUsers: '=handler (handler)' },
        ...{ due: '=workdays(3) ()', form: 'register' },
      },
    });
    expect(shown[0].nodes.signed).toMatchObject({
      ...{ kind: 'messageBoundaryEvent', host: 'task', interrupting: false },
      message: { name: 'order.signed', key: '=order (order)' },
    });
    expect(shown[0].nodes.late).toMatchObject({
      ...{ kind: 'timerBoundaryEvent', host: 'task', interrupting: true },
      timer: { kind: 'duration', expression: '=P3D ()' },
    });
    expect(shown[0].nodes.send).toEqual({
      ...{ kind: 'serviceTask', id: 'send', name: '', scope: 'whole', incoming: ['plain'], outgoing: [], ...empty },
      job: { type: 'order.issue', retries: 3, headers: { channel: 'mail' } },
    });
    expect(shown[0].nodes.call).toMatchObject({
      scope: 'inside',
      call: { process: 'other', binding: 'deployment', propagateAll: false },
    });
    expect(shown[0].flows.urgent).toEqual({
      ...{ id: 'urgent', name: '急', source: 'task', target: 'inside', condition: '=level > 2 (level)' },
    });
  });

  it('knows its scopes and where they start', async () => {
    const { procedures, shown } = await everything();
    expect(shown[0].scopes).toEqual({
      whole: {
        id: 'whole',
        nodes: ['start', 'task', 'signed', 'late', 'send', 'inside'],
        starts: ['start'],
        data: [],
        listeners: [],
      },
      inside: { id: 'inside', parent: 'whole', nodes: ['call'], starts: ['call'], data: [], listeners: [] },
    });
    expect(Object.getPrototypeOf(procedures[0]!.nodes)).toBeNull();
    expect(procedures[0]!.nodes.toString).toBeUndefined();
  });

  it('complains of what it cannot run', async () => {
    const { problems } = await everything();
    expect(problems).toEqual([
      {
        ...{ severity: 'error', rule: 'expression', file: 'everything.bpmn', element: 'abstract', property: 'type' },
        message: '暂不支持这种元素（bpmn:IntermediateCatchEvent）',
      },
    ]);
  });
});

describe('what the registry supports', () => {
  const element = (type: string, more = {}) => ({ $type: type, ...more });
  const event = (definition: string) => ({ eventDefinitions: [{ $type: `bpmn:${definition}EventDefinition` }] });
  const both = [...event('Timer').eventDefinitions, ...event('Message').eventDefinitions];

  it.each([
    element('bpmn:UserTask'),
    element('bpmn:StartEvent'),
    element('bpmn:EndEvent', event('Terminate')),
    element('bpmn:BoundaryEvent', { eventDefinitionRef: event('Error').eventDefinitions }),
    element('bpmn:SubProcess', { triggeredByEvent: false }),
    element('bpmn:UserTask', { startQuantity: 2, isForCompensation: true }),
    element('bpmn:UserTask', { loopCharacteristics: { $type: 'bpmn:StandardLoopCharacteristics' } }),
    element('bpmn:Transaction'),
    element('bpmn:SubProcess', { triggeredByEvent: true }),
    element('bpmn:StartEvent', event('Message')),
    element('bpmn:StartEvent', { ...event('Error'), $parent: element('bpmn:SubProcess', { triggeredByEvent: true }) }),
    element('bpmn:IntermediateCatchEvent', { eventDefinitions: [...both], parallelMultiple: true }),
  ])('$$type is run', (drawn) => {
    expect(supports(drawn)).toBe(true);
  });

  it.each([
    element('bpmn:BoundaryEvent'),
    element('bpmn:BoundaryEvent', event('Terminate')),
    element('bpmn:IntermediateCatchEvent'),
    element('bpmn:IntermediateCatchEvent', event('Error')),
    element('bpmn:IntermediateThrowEvent', event('Timer')),
    element('bpmn:EndEvent', event('Link')),
    element('bpmn:StartEvent', event('Error')),
    element('bpmn:StartEvent', event('Cancel')),
    element('bpmn:StartEvent', { ...event('Message'), $parent: element('bpmn:SubProcess') }),
    element('bpmn:StartEvent', { $parent: element('bpmn:SubProcess', { triggeredByEvent: true }) }),
    element('bpmn:BoundaryEvent', {
      eventDefinitions: [...both, ...event('Error').eventDefinitions],
      parallelMultiple: true,
    }),
    element('bpmn:SubChoreography'),
    element('bpmn:DataObject'),
  ])('$$type is not run', (drawn) => {
    expect(supports(drawn)).toBe(false);
  });
});

describe('compile', () => {
  const drawn = (name: string) => readFileSync(new URL(`../../elements/${name}`, import.meta.url), 'utf8');

  it('gives each process its version and its siblings', async () => {
    const files = [{ path: 'procedure.bpmn', text: drawn('callActivity.bpmn') }];
    const result = await compile(files, { version: (process) => (process === 'p' ? 3 : 8) });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.procedures.map(({ key, version }) => [key, version])).toEqual([
      ['p@3', 3],
      ['called@8', 8],
    ]);
    expect({ ...result.procedures[0]!.siblings }).toEqual({ p: 'p@3', called: 'called@8' });
    expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('knows the decisions of the folder', async () => {
    const result = await compile([
      { path: 'procedure.bpmn', text: drawn('businessRuleTask.bpmn') },
      { path: 'triage.dmn', text: drawn('businessRuleTask.dmn') },
    ]);
    expect(result.ok && Object.keys(result.procedures[0]!.decisions)).toEqual(['level']);
  });

  it('refuses a process or a decision that is there twice, and a folder with nothing to run', async () => {
    const bpmn = { path: 'a.bpmn', text: drawn('userTask.bpmn') };
    const dmn = { path: 'a.dmn', text: drawn('businessRuleTask.dmn') };
    const rulesOf = async (files: Parameters<typeof compile>[0]) => {
      const { ok, problems } = await compile(files);
      return [ok, problems.filter(({ severity }) => severity === 'error').map(({ rule, file }) => [rule, file])];
    };
    expect(await rulesOf([bpmn, { ...bpmn, path: 'b.bpmn' }])).toEqual([false, [['unique', 'b.bpmn']]]);
    expect(await rulesOf([bpmn, dmn, { ...dmn, path: 'b.dmn' }])).toEqual([false, [['unique', 'b.dmn']]]);
    expect(await rulesOf([{ path: 'forms/a.json', text: '{}' }])).toEqual([false, [['executable', 'forms/a.json']]]);
  });

  it('never throws on what is in the files', async () => {
    for (const bad of ['', 'not xml', '<a/>', '<!DOCTYPE x><x/>']) {
      const { ok, problems } = await compile([{ path: 'procedure.bpmn', text: bad }]);
      expect([ok, problems.length > 0]).toEqual([false, true]);
    }
  });
});

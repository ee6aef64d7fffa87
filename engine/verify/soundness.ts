import type { Problem, SourceFile } from '../model/problem.ts';
import type { Procedure } from '../model/procedure.ts';
import { tidy } from '../model/tidy.ts';
import type { Finding, FindingKind } from './findings.ts';
import { type Soundness, type VerifyOptions, verify } from './index.ts';
import { bringsSeveral } from './splits.ts';

/**
 * What would become of instances of these procedures, as problems for the one who publishes them: errors with the run that
 * leads there, or a warning when a drawing is too large to be explored to the end. `files` are what they are drawn in.
 */
export const soundness = (
  procedures: readonly Procedure[],
  files: readonly SourceFile[] = [],
  options: VerifyOptions = {},
): Problem[] =>
  procedures.flatMap((procedure) => {
    const result = verify(procedure, options);
    return result.findings.map((finding) => problem(procedure, finding, result, fileOf(procedure, files)));
  });

function fileOf({ id }: Procedure, files: readonly SourceFile[]): string {
  const drawings = files.filter(({ path }) => path.endsWith('.bpmn'));
  return (drawings.find(({ text }) => text.includes(`id="${id}"`)) ?? drawings[0])?.path ?? 'procedure.bpmn';
}

function problem(procedure: Procedure, finding: Finding, { states }: Soundness, file: string): Problem {
  const { kind, elements, path } = finding;
  const [element] = elements;
  const name = element === undefined ? '' : procedure.nodes[element]?.name;
  const { say, remedy } = SAYINGS[kind];
  return {
    severity: kind === 'incomplete' ? 'warning' : 'error',
    rule: 'soundness',
    file,
    ...(element === undefined ? {} : { element }),
    ...(name ? { name } : {}),
    property: 'flow',
    message: tidy(
      say({
        what: elements.map((id) => called(procedure, id)).join('、'),
        missing: finding.missing.map((id) => called(procedure, procedure.flows[id]!.source)).join('、'),
        procedure: `“${procedure.name}”`,
        states,
      }),
    ),
    remedy: typeof remedy === 'string' ? remedy : remedy[gatheringFor(procedure, finding)],
    ...(path.length > 0 ? { path } : {}),
  };
}

/** Which gateway would gather what comes to a join that waits in vain: a choice brings one token, other splits bring several. */
const gatheringFor = (procedure: Procedure, { elements }: Finding): Gathering =>
  elements.some((id) => procedure.nodes[id]?.kind !== 'inclusiveGateway' && bringsSeveral(procedure, id))
    ? 'inclusive'
    : 'exclusive';

const called = ({ nodes }: Procedure, id: string): string => `“${nodes[id]?.name || id}”`;

interface Words {
  readonly what: string;
  readonly missing: string;
  readonly procedure: string;
  readonly states: number;
}

type Gathering = 'exclusive' | 'inclusive';

interface Saying {
  readonly say: (words: Words) => string;
  readonly remedy: string | Readonly<Record<Gathering, string>>;
}

const SAYINGS: Readonly<Record<FindingKind, Saying>> = {
  join: {
    say: ({ what, missing }) =>
      missing === ''
        ? `${what}等不齐：走图上标出的这条路时，再也没有什么会走到这里，案件会永远停住。`
        : `${what}等不齐：走图上标出的这条路时，从${missing}来的那条路不会再有人走，案件会永远停住。`,
    remedy: {
      exclusive: '改用排他网关（看条件走）合并，或让每条路都走到这里',
      inclusive: '改用包容网关（可多选分支）合并，或让每条路都走到这里',
    },
  },
  deadlock: {
    say: ({ what }) => `按图上标出的路走到${what}，之后什么也不会再发生，案件会永远停住。`,
    remedy: '补上下一步',
  },
  'no-completion': {
    say: ({ what }) => `按图上标出的路走到${what}，之后怎么走都到不了结束，案件永远办不完。`,
    remedy: '加一条通向结束的路',
  },
  unreached: {
    say: ({ what }) => `${what}永远走不到，画在这里的要求不会被执行。`,
    remedy: '改正通向它的路，或删除它',
  },
  unbounded: {
    say: ({ what }) => `${what}会越积越多：按图上标出的路每绕一圈就多出一份，没有尽头。`,
    remedy: '分开的路先合并再往回绕',
  },
  incomplete: {
    say: ({ procedure, states }) => `${procedure}太复杂，没有检查完（查了 ${states} 种情况），不能保证不会卡住。`,
    remedy: '把一部分拆成调用的流程',
  },
};

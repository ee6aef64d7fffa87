import { compile } from '../../../engine/compile/index.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { verify } from '../../../engine/verify/index.ts';
import { file } from '../compile/rules/draw.ts';

/** The procedure drawn by these elements, compiled without the rules of publishing, which would refuse some of them. */
export async function drawn(inside: string, around = ''): Promise<Procedure> {
  const result = await compile([{ path: 'procedure.bpmn', text: file(inside, around) }], { published: true });
  if (!result.ok) throw new Error(result.problems.map(({ element, message }) => `${element}: ${message}`).join('\n'));
  return result.procedures[0]!;
}

/** Verdict and findings, one line a finding: `join end: start start_fork fork …`. */
export async function judge(inside: string, around = ''): Promise<readonly string[]> {
  const { verdict, findings } = verify(await drawn(inside, around));
  return [
    verdict,
    ...findings.map(({ kind, elements, missing, path }) =>
      [
        `${kind} ${elements.join(' ')}`,
        missing.length > 0 ? ` without ${missing.join(' ')}` : '',
        `: ${path.join(' ')}`,
      ].join(''),
    ),
  ];
}

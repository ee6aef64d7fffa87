import { compile } from '../../../../engine/compile/index.ts';
import type { Procedure } from '../../../../engine/model/procedure.ts';
import { chosen, type Drawing, drawings } from './models.ts';

const known = new Map<string, Promise<readonly Procedure[] | undefined>>();

/** Drawings that need a decision from a file beside them are left out. */
const alone = drawings.filter(({ text }) => !text.includes('calledDecision'));

/** The procedures of the drawing with this number, in two versions, so that an instance may migrate. */
export async function compiledOf(number: number): Promise<readonly Procedure[]> {
  for (let next = number; ; next++) {
    const procedures = await once(chosen(alone, next));
    if (procedures) return procedures;
  }
}

function once(drawing: Drawing): Promise<readonly Procedure[] | undefined> {
  const found = known.get(drawing.path) ?? twice(drawing);
  known.set(drawing.path, found);
  return found;
}

async function twice({ text }: Drawing): Promise<readonly Procedure[] | undefined> {
  const results = await Promise.all([1, 2].map((version) => compile([{ path: 'procedure.bpmn', text }], { version })));
  const procedures = results.flatMap((result) => (result.ok ? result.procedures : []));
  return procedures.length > 0 ? procedures : undefined;
}

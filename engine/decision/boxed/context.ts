import { is, type ModdleElement } from '../../compile/moddle.ts';
import { compileFunction, type FunctionLogic } from '../functions.ts';
import { type Logic, type Place, type Scope, without } from '../logic.ts';
import type { Session } from '../session.ts';
import { fitted, type Type } from '../types.ts';

type Entry =
  | { readonly name: string; readonly type: Type; readonly logic: Logic }
  | { readonly name: string; readonly own: FunctionLogic };

/**
 * A boxed context: every entry sees the ones above it. An entry without a name is the result; without one the result is
 * the context, less the functions, which serve the entries below them.
 */
export function compileContext(element: ModdleElement, place: Place): Logic | undefined {
  const drawn: readonly ModdleElement[] = element.contextEntry ?? [];
  const entries: Entry[] = [];
  const reads: string[] = [];
  let here = place;
  let sound = true;
  let result: Logic | undefined;
  for (const [index, { variable, value }] of drawn.entries()) {
    const name: string = variable?.name ?? '';
    const inside = here.inside(name === '' ? '的结果' : `的“${name}”一项`);
    const known = new Set(entries.map((entry) => entry.name));
    if (known.has(name)) inside.problem('重名，后面的步骤分不清是哪一个。', '修改名称');
    if (name === '' && (result || index < drawn.length - 1)) {
      inside.problem('应是最后一项，其余各项都要有名称。', '填写名称');
      sound = false;
    }
    if (name !== '' && is(value, 'dmn:FunctionDefinition')) {
      const own = compileFunction(value, inside);
      if (own) {
        entries.push({ name, own });
        reads.push(...without(own.reads, known));
        here = here.inside('', { functions: new Map([[name, own.parameters.map((one) => one.name)]]) });
      }
      sound &&= own !== undefined;
      continue;
    }
    const logic = inside.logic(value);
    const type = inside.type('', variable?.typeRef);
    sound &&= logic !== undefined && !known.has(name);
    if (!logic) continue;
    reads.push(...without(logic.reads, known));
    if (name === '') result = logic;
    else {
      entries.push({ name, type, logic });
      here = here.inside('', { values: new Set([name]) });
    }
  }
  if (!sound) return undefined;
  return {
    reads: without(reads, new Set()),
    evaluate(outer, session) {
      const scope = new Map(outer);
      const values: [string, unknown][] = [];
      for (const entry of entries) {
        const value = entryValue(entry, scope, session, place);
        scope.set(entry.name, value);
        if ('logic' in entry) values.push([entry.name, value]);
      }
      return result ? result.evaluate(scope, session) : { value: Object.fromEntries(values) };
    },
  };
}

function entryValue(entry: Entry, scope: Scope, session: Session, { decision }: Place): unknown {
  // A function sees what stood above it, not what comes later under the same name.
  if ('own' in entry) return entry.own.bind(new Map(scope), session);
  const { value } = entry.logic.evaluate(scope, session);
  return fitted(entry.type, value, `entry “${entry.name}”`, decision, session.world);
}

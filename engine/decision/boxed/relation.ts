import type { ModdleElement } from '../../compile/moddle.ts';
import { type Logic, type Place, without } from '../logic.ts';
import { fitted } from '../types.ts';

/** A relation: rows of a context each, by the names of the columns. */
export function compileRelation(element: ModdleElement, place: Place): Logic | undefined {
  const columns = ((element.column ?? []) as readonly ModdleElement[]).map(({ name = '', typeRef }) => ({
    name,
    type: place.type(`的“${name}”一列`, typeRef),
  }));
  if (new Set(columns.map(({ name }) => name)).size < columns.length || columns.some(({ name }) => name === '')) {
    place.problem('的关系表有的列没有名称或重名。', '填写列名');
    return undefined;
  }
  const rows = ((element.row ?? []) as readonly ModdleElement[]).map((row, index) => {
    const cells: readonly ModdleElement[] = row.elements ?? [];
    const here = place.inside(`第 ${index + 1} 行`);
    if (cells.length === columns.length) {
      return cells.map((cell, at) => here.inside(`的“${columns[at]?.name}”一格`).logic(cell));
    }
    here.problem('的格数与列数不一致。', '补齐这一行');
    return [undefined];
  });
  const whole = rows.flat().filter((logic) => logic !== undefined);
  if (whole.length < rows.flat().length) return undefined;
  return {
    reads: without(
      whole.flatMap(({ reads }) => reads),
      new Set(),
    ),
    evaluate(scope, session) {
      const value = (logic: Logic | undefined, at: number) => {
        const column = columns[at]!;
        const found = logic?.evaluate(scope, session).value;
        return fitted(column.type, found, `column “${column.name}”`, place.decision, session.world);
      };
      return {
        value: rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at]?.name, value(cell, at)]))),
      };
    },
  };
}

import type { ModdleElement } from '../../compile/moddle.ts';
import type { Logic, Place } from '../logic.ts';

/** A literal expression: FEEL text. */
export function compileLiteral(element: ModdleElement, place: Place): Logic | undefined {
  const language: string = element.expressionLanguage ?? '';
  if (language !== '' && !/feel/i.test(language)) {
    place.problem('的表达式不是 FEEL，不能执行。', '改用 FEEL');
    return undefined;
  }
  if (element.importedValues) {
    place.problem('的表达式引用了其他文件里的值，无法取得。', '直接写出表达式');
    return undefined;
  }
  const term = place.feel('的表达式', element.text ?? '', 'expression');
  return (
    term && {
      reads: term.reads,
      evaluate: (scope, session) => ({ value: term.evaluate(scope, session) }),
    }
  );
}

import { is, type ModdleElement } from '../../compile/moddle.ts';
import type { Logic, Place } from '../logic.ts';
import { fitted } from '../types.ts';
import { compileContext } from './context.ts';
import { compileInvocation } from './invocation.ts';
import { compileList } from './list.ts';
import { compileLiteral } from './literal.ts';
import { compileRelation } from './relation.ts';
import { compileTable } from './table.ts';

/** The boxed expressions of DMN 1.3 that have a value. */
const boxes: Readonly<Record<string, (element: ModdleElement, place: Place) => Logic | undefined>> = {
  'dmn:LiteralExpression': compileLiteral,
  'dmn:DecisionTable': compileTable,
  'dmn:Context': compileContext,
  'dmn:Relation': compileRelation,
  'dmn:List': compileList,
  'dmn:Invocation': compileInvocation,
};

/** Compiles a boxed expression of any kind; its result is checked against its type. */
export function compileLogic(element: ModdleElement | undefined, place: Place): Logic | undefined {
  if (!element) {
    place.problem('还没有内容，流程走到这里得不到结果。', '填写内容');
    return undefined;
  }
  if (is(element, 'dmn:FunctionDefinition')) {
    place.problem('的结果是函数，函数只能写成上下文的一项或业务知识模型。', '改为业务知识模型');
    return undefined;
  }
  const compile = boxes[element.$type];
  if (!compile) {
    place.problem(`用了不认识的“${element.$type}”。`, '改用决策表');
    return undefined;
  }
  const logic = compile(element, place);
  const type = place.type('的结果', element.typeRef);
  return (
    logic && {
      reads: logic.reads,
      evaluate(scope, session) {
        const outcome = logic.evaluate(scope, session);
        const value = fitted(type, outcome.value, `the result of “${place.decision}”`, place.decision, session.world);
        return { ...outcome, value };
      },
    }
  );
}

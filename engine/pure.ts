/**
 * The engine's door for the browser: it compiles, checks and tries procedures with the very code that runs them. Nothing
 * behind it knows Node or a database.
 */
export { type CompileOptions, type CompileResult, compile } from './compile/index.ts';
/** Our own namespace, for editors of BPMN files. */
export { default as onedoorModdle } from './compile/onedoor.json' with { type: 'json' };
export { parse } from './compile/parse.ts';
export { type Report, type Rule, type RuleContext, rules } from './compile/rules/index.ts';
export { replayWorld } from './core/replay.ts';
export { startSubscriptions } from './core/start-subscriptions.ts';
export { toStatechart } from './core/statechart.ts';
export { step, waits } from './core/step.ts';
export { compileDecisions } from './decision/index.ts';
export { supports } from './elements/registry.ts';
export { compileExpression } from './expression/index.ts';
export { checkMigration, planMigration } from './migrate/index.ts';
export type * from './model/command.ts';
export * from './model/door.ts';
export type * from './model/event.ts';
export * from './model/expression.ts';
export type * from './model/instance.ts';
export type * from './model/operation.ts';
export type * from './model/operations.ts';
export type * from './model/problem.ts';
export type * from './model/procedure.ts';
export * from './model/rejection.ts';
export type * from './model/simulation.ts';
export type * from './model/start.ts';
export type * from './model/step.ts';
export type * from './model/variables.ts';
export type * from './model/wait.ts';
export type * from './model/world.ts';
export { simulate } from './simulate/index.ts';
export {
  type Finding,
  type FindingKind,
  type Soundness,
  type VerifyOptions,
  verification,
  verify,
} from './verify/index.ts';
export { soundness } from './verify/soundness.ts';

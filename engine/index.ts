/** The door for the server: everything of the browser's door, and the engine over a database. */
export {
  createTrialEvaluator,
  TRIAL_LIMITS,
  type Trial,
  type TrialEvaluator,
  type TrialLimits,
  type TrialResult,
} from './expression-worker/index.ts';
export * from './pure.ts';
export { createEngine } from './runtime/create-engine.ts';
export { uuidv7 } from './runtime/uuid.ts';
export { crashPoint } from './store/crash-point.ts';
export { openDatabase, openPool } from './store/database.ts';
export { distribute } from './store/distribute.ts';
export { engineSchema, migrate } from './store/engine-schema.ts';
export {
  type AppliedMigration,
  checkApplied,
  type Migration,
  type MigrationModule,
  migrateWithin,
  NewerDatabase,
  readMigrations,
  runMigrations,
} from './store/migrate.ts';
export type * from './store/schema.ts';
export { genericPlans, pipeline, statement } from './store/statement.ts';

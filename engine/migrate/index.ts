/** Migration of running instances: a plan by comparing two versions, and whether an instance can follow it. */
export { checkMigration } from '../core/migration/check.ts';
export { planMigration } from './plan.ts';

import type { Operations } from '../../model/operations.ts';
import * as bulks from './bulks.ts';
import { knownVersions } from './choice.ts';
import { exportHistory } from './export-history.ts';
import { findIncidents } from './find-incidents.ts';
import { findInstances } from './find-instances.ts';
import { findTasks } from './find-tasks.ts';
import { draftMigration, type Migrations, tryMigration } from './migration.ts';
import { statistics } from './statistics.ts';
import * as versions from './versions.ts';

/** What administrators of a running engine do, over its database. */
export function createOperations(context: Migrations & bulks.Bulks): Operations {
  const { database, procedures, clock } = context;
  return {
    tag: (town, key, tag, options) => versions.tagVersion(context, town, key, tag, options),
    suspendVersion: (town, key, options) => versions.suspendVersion(context, town, key, options),
    resumeVersion: async (town, key, options) => {
      await versions.resumeVersion(context, town, key, options);
      context.wake();
    },
    findInstances: (town, query) => findInstances(database, town, query),
    findTasks: (town, query) => findTasks(database, town, query),
    findIncidents: (town, query) => findIncidents(database, procedures, town, query),
    planMigration: (town, from, to) => draftMigration(context, town, from, to),
    tryMigration: (town, plan, choice) => tryMigration(context, town, plan, choice),
    begin: (town, order, options) => bulks.begin(context, town, order, options),
    bulk: (town, id) => bulks.bulk(database, town, id),
    bulks: (town, page) => bulks.bulks(database, town, page),
    bulkFailures: (town, id, page) => bulks.failures(database, town, id, page),
    stopBulk: (town, id, options) => bulks.stop(context, town, id, options),
    statistics: async (town, { version, from, to }) => {
      const [procedure] = await knownVersions(context, town, [version]);
      return statistics(database, procedure!, town, { from, to }, clock.now());
    },
    exportHistory: (town, query) => exportHistory(database, town, query),
  };
}

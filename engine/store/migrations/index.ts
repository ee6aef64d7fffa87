import { readMigrations } from '../migrate.ts';

/** The engine's migrations, oldest first. Files are never changed once released: a change is a new file. */
export const migrations = readMigrations(import.meta.dirname);

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * The process of one installation: `npm start`. Compiled code is kept between starts, which makes a start three times
 * as fast; so everything else is imported after that is switched on.
 */
enableCompileCache(join(import.meta.dirname, '../.cache/compile'));
await import('./start.ts');

/** The thread in which a drawing is checked, so that typing goes on meanwhile. It is stopped when what it checks is out of date. */
import type { CatalogueView, SourceFile } from '../../server/procedures/contract.ts';
import { check } from './check.ts';

export interface Question {
  readonly files: readonly SourceFile[];
  readonly catalogue: CatalogueView;
}

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  postMessage(await check(data.files, data.catalogue));
});

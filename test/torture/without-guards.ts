import { registerHooks } from 'node:module';

/**
 * Loaded before a victim of the control campaign (`--import`): takes out of the store's sources what keeps two servers
 * apart, as they are loaded. No switch of the product does this. A text that is not there any more is an error, so that
 * the control cannot come to test nothing.
 */
const taken: Readonly<Record<string, readonly (readonly [text: string, instead: string])[]>> = {
  // The lock of the instance, and the guard that asserts it.
  'engine/store/ops/lock-instances.ts': [['order by instance_id for update`', 'order by instance_id`']],
  'engine/store/ops/write-instances.ts': [["'t.rev = u.before'", "'t.rev > 0'"]],
  // The fence of a start by the clock.
  'engine/store/ops/mark-start-triggers.ts': [['} and fence = $5`', '} and $5::bigint > 0`']],
  // The fence of a job, and the first answer of an idempotency key.
  'engine/store/unit-of-work/execute.ts': [
    ['if (fence !== held.fence)', 'if (fence === null)'],
    ['const first = recall(group, request);', 'const first = undefined;'],
  ],
};

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const cuts = Object.entries(taken).find(([path]) => url.endsWith(`/${path}`))?.[1];
    if (!cuts) return loaded;
    const source = cuts.reduce((text, [from, to]) => {
      if (text.split(from).length !== 2) throw new Error(`Expected “${from}” once in ${url} but it is not so`);
      return text.replace(from, to);
    }, String(loaded.source));
    return { ...loaded, source };
  },
});

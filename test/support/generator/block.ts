import fc from 'fast-check';

/**
 * A procedure as nested blocks, and the way that one run takes through it: which branch is chosen, how often a round is
 * made, whether the boundary event comes.
 */
export type Block =
  | { readonly kind: Step }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice'; readonly branches: readonly Block[]; readonly chosen: number }
  | { readonly kind: 'parallel'; readonly branches: readonly Block[] }
  | { readonly kind: 'loop'; readonly body: Block; readonly times: number }
  | { readonly kind: 'scope'; readonly body: Block; readonly boundary: Boundary; readonly comes: boolean }
  | { readonly kind: 'call'; readonly body: Block }
  | { readonly kind: 'inclusive'; readonly branches: readonly Block[]; readonly taken: readonly boolean[] }
  | { readonly kind: 'race'; readonly branches: readonly [message: Block, timer: Block]; readonly first: 0 | 1 }
  | { readonly kind: 'several'; readonly step: 'user' | 'service'; readonly how: Several; readonly count: number };

export type Step = 'user' | 'service' | 'script' | 'manual' | 'receive' | 'timer' | 'message';

/** Instances at once or one after the other, or a standard loop. */
export type Several = 'parallel' | 'sequential' | 'loop';

/** What is attached to a sub-process: nothing, a time limit, an error, a reminder beside it. */
export type Boundary = 'none' | 'timer' | 'error' | 'message';

/** Random block-structured procedures. Loops do not nest and nothing calls inside a call, to keep runs short. */
export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block; step: Block }>((tie) => ({
  step: fc
    .constantFrom<Step>('user', 'service', 'script', 'manual', 'receive', 'timer', 'message')
    .map((kind): Block => ({ kind })),
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 2, arbitrary: tie('step') },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('block'), { minLength: 1, maxLength: 3 })
        .map((blocks): Block => ({ kind: 'sequence', blocks })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.array(tie('block'), { minLength: 2, maxLength: 3 }), fc.nat(2))
        .map(([branches, at]): Block => ({ kind: 'choice', branches, chosen: at % branches.length })),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('block'), { minLength: 2, maxLength: 3 })
        .map((branches): Block => ({ kind: 'parallel', branches })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('block'), fc.integer({ min: 1, max: 2 }))
        .map(([body, times]): Block => ({ kind: 'loop', body, times })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('block'), fc.constantFrom<Boundary>('none', 'timer', 'error', 'message'), fc.boolean())
        .map(([body, boundary, comes]): Block => ({ kind: 'scope', body, boundary, comes })),
    },
    { weight: 1, arbitrary: tie('step').map((body): Block => ({ kind: 'call', body })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(tie('block'), { minLength: 2, maxLength: 3 }), fc.tuple(fc.boolean(), fc.boolean()))
        .map(([branches, taken]): Block => ({ kind: 'inclusive', branches, taken })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('block'), tie('block'), fc.constantFrom<0 | 1>(0, 1))
        .map(([message, timer, first]): Block => ({ kind: 'race', branches: [message, timer], first })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          step: fc.constantFrom<'user' | 'service'>('user', 'service'),
          how: fc.constantFrom<Several>('parallel', 'sequential', 'loop'),
          count: fc.integer({ min: 1, max: 3 }),
        })
        .map((several): Block => ({ kind: 'several', ...several })),
    },
  ),
})).block;

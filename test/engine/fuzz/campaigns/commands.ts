import fc from 'fast-check';
import { campaign } from '../campaign.ts';
import { commandOf, deed, wrong } from '../inputs/commands.ts';
import { compiledOf } from '../inputs/compiled.ts';
import { junk, made, variables, variablesOf } from '../inputs/junk.ts';
import { Given } from '../instance.ts';

const inputs = fc.record({
  drawing: fc.nat(100_000),
  begun: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: variables }),
  deeds: fc.array(deed(wrong), { minLength: 1, maxLength: 14 }),
  /** In the place of a command. */
  instead: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: junk }),
});

const USUAL = { order: 'O-1', amount: 60, items: ['x', 'y'], count: 2, level: 1 };

/** Any commands in any order on any procedure: refused in words, or taken with a whole state left. */
export default campaign(inputs, async ({ drawing, begun, deeds, instead }) => {
  const given = new Given(await compiledOf(drawing));
  const [procedure] = given.procedures;
  const [event] = procedure!.scopes[procedure!.id]!.starts.length > 0 ? [] : procedure!.triggers;
  const variables = begun ? variablesOf(begun) : USUAL;
  given.give({ type: 'start', procedure: procedure!.key, variables, ...(event === undefined ? {} : { event }) });
  if (instead) given.give(made(instead));
  for (const one of deeds) {
    given.now += one.wait * 60_000;
    given.give(commandOf(given, one));
    for (let work = 0; given.state?.queue && !given.state.z && work < 12; work++) given.give({ type: 'continue' });
  }
  given.assertReplays();
  return given.way;
});

import fc from 'fast-check';
import { campaign } from '../campaign.ts';
import { compiledOf } from '../inputs/compiled.ts';
import { variables, variablesOf } from '../inputs/junk.ts';
import { Given } from '../instance.ts';

const inputs = fc.tuple(fc.nat(100_000), fc.array(variables, { minLength: 1, maxLength: 4 }));

/** Any data where the procedures look at them: each is given with whatever is next to be done. */
export default campaign(inputs, async ([drawing, all]) => {
  const given = new Given(await compiledOf(drawing));
  const [procedure] = given.procedures;
  const [event] = procedure!.scopes[procedure!.id]!.starts.length > 0 ? [] : procedure!.triggers;
  for (const [at, pairs] of all.entries()) {
    const variables = variablesOf(pairs);
    const [wait] = given.open();
    if (at === 0 || !given.state)
      given.give({ type: 'start', procedure: procedure!.key, variables, ...(event === undefined ? {} : { event }) });
    else if (wait?.kind === 'task') given.give({ type: 'task.complete', task: wait.id, user: 'li', variables });
    else if (wait?.kind === 'job') given.give({ type: 'job.complete', job: wait.id, variables });
    else if (wait?.kind === 'incident') given.give({ type: 'incident.resolve', incident: wait.id, variables });
    else if (wait?.kind === 'subscription' && wait.event === 'message')
      given.give({ type: 'message', subscription: wait.id, variables });
    else given.give({ type: 'variables.set', variables });
    for (let work = 0; given.state?.queue && work < 12; work++) given.give({ type: 'continue' });
  }
  given.assertReplays();
  return given.way;
});

import { describe, expect, it } from 'vitest';
import { eventTable } from '../../compile/bpmn-doc.ts';
import { golden, refusalOf } from './golden.ts';
import { POSITIONS } from './positions.ts';
import type { Trigger } from './triggers.ts';

/** Every cell of table 10.93: with a mark an event that comes and one that does not, without one a refusal. */
const table = await eventTable();

it('has a drawing for every position of the table', () => {
  expect(Object.keys(POSITIONS)).toEqual([...new Set(table.map(({ position }) => position))]);
});

describe.each(table)('$trigger at $position', ({ trigger, position, runs }) => {
  const cell = POSITIONS[position]!(trigger as Trigger);
  const name = `${trigger} at ${position}`.replaceAll(/[ ,]+/g, '-');
  if (runs) golden(name, cell);
  else
    it('is refused', async () => {
      const refusals = await refusalOf(cell.text);
      expect(refusals.length).toBeGreaterThan(0);
      expect(refusals).toMatchSnapshot();
    });
});

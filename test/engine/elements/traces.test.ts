import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elements } from '../../../engine/elements/registry.ts';
import type { Element } from '../../../engine/elements/shared/element.ts';
import type { NodeKind } from '../../../engine/model/procedure.ts';
import { play, proceduresOf, readTrace, record } from './trace.ts';

const files = readdirSync(new URL('./', import.meta.url));
const casesOf = (extension: string) =>
  files
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
const cases = casesOf('.bpmn');

/** `RECORD=1` writes what happens now as the expected trace: read the difference before you keep it. */
const recording = process.env.RECORD === '1';

describe('every drawn model does what its trace says', () => {
  it.each(cases)('%s', async (name) => {
    const expected = readTrace(name);
    const played = play(await proceduresOf(name), expected);
    if (recording) record(name, played);
    expect(played).toEqual(recording ? readTrace(name) : expected);
  });
});

describe('an element costs one file, one line and one pair', () => {
  it('has a model for every trace and a trace for every model', () => {
    expect(casesOf('.trace.json')).toEqual(cases);
  });

  it('has a pair for every kind in the registry and none for others', () => {
    const drawn = new Set(cases.map((name) => name.split('.')[0]));
    expect([...drawn].sort()).toEqual(Object.keys(elements).sort());
  });

  it('does not compile when the registry lacks a kind', () => {
    const { userTask, ...others } = elements;
    // @ts-expect-error a registry without user tasks is no registry: the type check of this line is the test
    const incomplete: { readonly [Kind in NodeKind]: Element } = others;
    expect(Object.keys(incomplete)).toHaveLength(Object.keys(elements).length - 1);
    expect(userTask.type).toBe('bpmn:UserTask');
  });

  it('gives each kind its own type and event definition', () => {
    const bySign = Map.groupBy(Object.values(elements), ({ type, definition }) => `${type} ${definition ?? ''}`);
    const alike = [...bySign].filter(([, kinds]) => kinds.length > 1);
    expect(alike.map(([sign]) => sign)).toEqual(['bpmn:SubProcess ']);
    expect(alike.every(([, kinds]) => kinds.every(({ accepts }) => accepts !== undefined))).toBe(true);
  });
});

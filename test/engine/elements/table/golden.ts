import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compile } from '../../../../engine/compile/index.ts';
import type { Procedure } from '../../../../engine/model/procedure.ts';
import { play, type Trace } from '../trace.ts';
import type { Cell } from './cell.ts';

/** What the business rule task decides by. */
const DECISIONS = {
  path: 'decisions.dmn',
  text: readFileSync(new URL('../businessRuleTask.dmn', import.meta.url), 'utf8'),
};

const NOW = '2026-03-02T09:00:00+08:00';
const recording = process.env.RECORD === '1';
const fileOf = (name: string): URL => new URL(`./traces/${name}.json`, import.meta.url);

/** Registers the two tests of a cell; `RECORD=1` writes what happens now: read the difference before you keep it. */
export function golden(name: string, { text, happens, not, shows = marked }: Cell): void {
  it.each([
    ['happens', happens],
    ['does not happen', not],
  ] as const)('%s', async (what, steps) => {
    const played = play(await compiled(text), { now: NOW, steps });
    if (recording) keep(name, what, played);
    expect(played).toEqual(read(name)[what]);
    expect(shows(played)).toBe(what === 'happens');
  });
}

/** What a file of publishing that must not be says about the event or what it is on. */
export async function refusalOf(text: string): Promise<readonly string[]> {
  const { problems } = await compile([{ path: 'p.bpmn', text }]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return [...new Set(errors.map(({ rule, message }) => `${rule}: ${message}`))];
}

async function compiled(text: string): Promise<readonly Procedure[]> {
  const result = await compile([{ path: 'p.bpmn', text }, DECISIONS]);
  if (result.ok) return result.procedures;
  throw new Error(result.problems.map(({ element, message }) => `${element} ${message}`).join('\n'));
}

const marked = ({ steps }: Trace): boolean =>
  steps.some(({ events = [] }) => events.some((event) => event.type === 'entered' && event.element === 'mark'));

function read(name: string): Record<string, Trace> {
  return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : {};
}

function keep(name: string, what: string, trace: Trace): void {
  writeFileSync(fileOf(name), `${JSON.stringify({ ...read(name), [what]: trace }, null, 2)}\n`);
}

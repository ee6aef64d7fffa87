import { parseCycle, parseDuration, parseInstant } from '../../core/iso.ts';
import type { ModdleElement } from '../moddle.ts';
import { called, eventsOf, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

const READERS: Readonly<Record<string, { readonly reads: (text: string) => unknown; readonly example: string }>> = {
  timeDate: { reads: (text) => parseInstant(text), example: '2026-12-01T09:00:00+08:00' },
  timeDuration: { reads: (text) => parseDuration(text) ?? parseInstant(text), example: 'P3D' },
  timeCycle: { reads: parseCycle, example: 'R3/P1D' },
};

/** A timer says when it fires, in one way, and what is written out can be read. */
export const timer: Rule = {
  name: 'timer',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      for (const trigger of eventsOf(event).filter(({ $type }) => $type === 'bpmn:TimerEventDefinition')) {
        const message = problemOf(event, trigger);
        if (message !== undefined) report(event, { property: 'timer', message, remedy: '设置时间' });
      }
    }
  },
};

function problemOf(event: ModdleElement, trigger: ModdleElement): string | undefined {
  const given = Object.entries(READERS)
    .map(([property, reader]) => ({ text: trimmed(trigger[property]?.body), ...reader }))
    .filter(({ text }) => text !== '' && text !== '=');
  const [only, ...more] = given;
  if (!only) return `${called(event)}没有设置时间，永远不会到时。`;
  if (more.length > 0) return `${called(event)}同时设置了几种时间，分不清按哪一种。`;
  if (isFeel(only.text) || only.reads(only.text) !== undefined) return undefined;
  return `${called(event)}的时间“${only.text.slice(0, 40)}”无法识别，应像“${only.example}”这样写，或用表达式。`;
}

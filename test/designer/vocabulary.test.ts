import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries.js';
import { expect, test } from 'vitest';
import { inOurWords } from '../../designer/modeler/replaceMenu.ts';
import { entryOf, kindOf, vocabulary } from '../../designer/modeler/vocabulary.ts';

test('everything bpmn-js can draw has a title and a line that explains it, in Chinese', () => {
  expect(Object.keys(vocabulary)).toEqual(Object.keys(PopupEntries));
  const foreign = Object.values(vocabulary).filter(({ title, hint }) => /[A-Za-z]/.test(title + hint) || hint === '');
  expect(foreign).toEqual([]);
});

const event = (type: string, definition?: string, more: object = {}) => ({
  type,
  businessObject: { ...(definition ? { eventDefinitions: [{ $type: definition }] } : {}), ...more },
});

test('an element is called by what it is drawn as', () => {
  const kinds = [
    event('bpmn:UserTask'),
    event('bpmn:SubProcess'),
    event('bpmn:SubProcess', undefined, { triggeredByEvent: true }),
    event('bpmn:BoundaryEvent', 'bpmn:TimerEventDefinition', { cancelActivity: false }),
    event('bpmn:BoundaryEvent', 'bpmn:TimerEventDefinition', { cancelActivity: true }),
    event('bpmn:StartEvent', 'bpmn:SignalEventDefinition', { isInterrupting: false }),
    event('bpmn:EndEvent', 'bpmn:TerminateEventDefinition'),
    event('bpmn:SequenceFlow'),
    {
      type: 'bpmn:IntermediateCatchEvent',
      businessObject: { eventDefinitions: [{ $type: 'bpmn:Timer' }, { $type: 'bpmn:Message' }] },
    },
    event('bpmn:Unheard'),
  ].map(kindOf);
  expect(kinds).toEqual([
    ...['办理步骤', '一组步骤', '随时可能发生的事', '到时另办', '到时中止', '听到广播另办', '全部结束', '走法'],
    ...['几样事之一', '元素'],
  ]);
  expect(entryOf(event('bpmn:SequenceFlow'))).toBeUndefined();
});

test('the menu of bpmn-js speaks our words and keeps what it does', () => {
  const action = () => undefined;
  const entries = {
    'replace-with-none-start': { label: 'Start event', action },
    'replace-with-ad-hoc-subprocess': { label: 'Ad-hoc sub-process', action },
    'replace-with-signal-end': { label: 'Signal end event', action },
    'replace-with-default-flow': { label: '默认流', action },
  };
  expect(inOurWords(entries)).toEqual({
    'replace-with-none-start': { label: '开始', description: '由人登记后开始', action },
    'replace-with-ad-hoc-subprocess': { label: '自由办理', description: '先后不限，做够就往下走', action },
    'replace-with-signal-end': { label: '发广播并结束', description: '全镇等它的都收到', action },
    'replace-with-default-flow': { label: '默认流', action },
  });
});

import { expect, test } from 'vitest';
import { stageViews } from '../../../server/cases/stages.ts';
import { missingOf, type Volume } from '../../../server/cases/volume.ts';

const nothing: Volume = { records: [], agreements: [], followups: [], documents: [], attachments: [] };
const known = [{ kind: 'person' as const, id_number_enc: Buffer.of(1) }];
const unknown = [{ kind: 'person' as const, id_number_enc: null }];
const firm = [{ kind: 'organisation' as const, id_number_enc: null }];
const at = (stage: string, outcome: string | null = null) => ({ stage, outcome, closed_at: null });
const notice = '当事人权利义务告知书';

test.each<[string, Parameters<typeof missingOf>, string[]]>([
  [
    'at intake: the notice of rights, and who the parties are',
    [at('发现'), unknown, nothing],
    [notice, '当事人身份证明'],
  ],
  ['a firm has no id card', [at('发现'), firm, nothing], [notice]],
  [
    'a scan counts by its name',
    [at('发现'), unknown, { ...nothing, attachments: ['身份证正反面.jpg', '权利义务告知书签名.pdf'] }],
    [],
  ],
  ['while mediating: the record', [at('处置'), known, nothing], [notice, '调解记录']],
  ['not when it was withdrawn', [at('反馈', 'withdrawn'), known, { ...nothing, followups: [{}] }], [notice]],
  [
    'agreed: the agreement',
    [at('处置'), known, { ...nothing, records: [{ result: 'agreed' }] }],
    [notice, '调解协议书或口头协议登记表'],
  ],
  ['failed: none', [at('处置'), known, { ...nothing, records: [{ result: 'failed' }] }], [notice]],
  [
    'written but not signed',
    [
      at('处置'),
      known,
      {
        ...nothing,
        records: [{ result: 'agreed' }],
        agreements: [{ kind: 'written', signed_on: null }],
        documents: [notice],
      },
    ],
    ['各方签名的调解协议书'],
  ],
  [
    'at the end: the visit',
    [
      at('反馈'),
      known,
      {
        ...nothing,
        records: [{ result: 'agreed' }],
        agreements: [{ kind: 'oral', signed_on: null }],
        documents: [notice],
      },
    ],
    ['回访记录'],
  ],
])('%s', (_, given, missing) => expect(missingOf(...given)).toEqual(missing));

test('stages: reached ones with their day, one that was passed over says so', () => {
  const reached = new Map([
    ['发现', new Date('2026-11-23T01:00:00Z')],
    ['研判', new Date('2026-11-23T01:00:00Z')],
    ['处置', new Date('2026-11-23T02:00:00Z')],
  ]);
  const day = (hour: string) => `2026-11-23T${hour}:00:00+08:00`;
  expect(stageViews({ stage: '处置', closed_at: null }, reached)).toEqual([
    { name: '发现', state: 'done', at: day('09'), note: null },
    { name: '研判', state: 'done', at: day('09'), note: null },
    { name: '流转', state: 'done', at: null, note: '未经此环节' },
    { name: '处置', state: 'now', at: day('10'), note: null },
    { name: '反馈', state: 'ahead', at: null, note: null },
  ]);
});

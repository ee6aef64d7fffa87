import { Cascader, DatePicker, Input, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Static } from 'typebox';
import type { IntakeOptions } from '../../server/intake/contract.ts';
import { capitalAmount } from '../../ui/text/amount.ts';
import type { IntakeDraft, Missing } from './draft.ts';
import { Field, Group } from './Fields.tsx';
import { Respondents } from './Parties.tsx';
import type { Scored } from './points.ts';

interface Props {
  readonly options: Static<typeof IntakeOptions>;
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
  readonly points: Readonly<Partial<Record<Scored, number>>>;
  readonly problem: (field: string) => Missing | undefined;
}

const byCode = { label: 'label', value: 'code', children: 'children' } as const;
const byId = { label: 'label', value: 'id', children: 'children' } as const;

/** 什么事: type, place, the other side, the story, how much, since when. */
export function Matter({ options, draft, change, points, problem }: Props) {
  return (
    <Group title="什么事">
      <div className="intakerow thirds">
        <Field label="类型" name="type" required points={points.sensitive} problem={problem('type')}>
          <Cascader
            id="type"
            aria-label="类型"
            options={options.types}
            fieldNames={byCode}
            value={[...draft.type]}
            showSearch
            placeholder="选大类，再选小类"
            onChange={(type) => change({ type: (type ?? []).map(String) })}
          />
        </Field>
        <Field label="发生地" name="village" required problem={problem('village')}>
          <Cascader
            id="village"
            aria-label="发生地"
            options={options.villages}
            fieldNames={byId}
            value={[...draft.village]}
            showSearch
            changeOnSelect
            placeholder="村（社区），再选网格"
            onChange={(village) => change({ village: (village ?? []).map(String) })}
          />
        </Field>
        <Field label="详细地点" name="place">
          <Input
            id="place"
            maxLength={200}
            autoComplete="off"
            placeholder="路口、厂名、门牌"
            value={draft.place}
            onChange={({ target }) => change({ place: target.value })}
          />
        </Field>
      </div>
      <Respondents draft={draft} change={change} problem={problem} />
      <div className="intakerow story">
        <Field label="经过与诉求" name="story" required problem={problem('story')}>
          <Input.TextArea
            id="story"
            maxLength={5000}
            rows={5}
            value={draft.story}
            placeholder="什么时候、什么事、现在怎样、要求什么"
            onChange={({ target }) => change({ story: target.value })}
          />
        </Field>
        <div className="money">
          <Field
            label="涉及金额"
            name="amount"
            points={points.amount}
            help={draft.amount ? capitalAmount(draft.amount) : undefined}
          >
            <InputNumber
              id="amount"
              min={0}
              precision={2}
              controls={false}
              suffix="元"
              value={draft.amount}
              formatter={(shown) => String(shown ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
              parser={(typed) => Number((typed ?? '').replaceAll(',', ''))}
              onChange={(amount) => change({ amount: amount ?? null })}
            />
          </Field>
          <Field label="从何时起" name="since" points={points.since}>
            <DatePicker
              id="since"
              picker="month"
              format="YYYY年M月"
              placeholder="年、月"
              value={draft.since ? dayjs(`${draft.since}-01`) : null}
              onChange={(month: Dayjs | null) => change({ since: month ? month.format('YYYY-MM') : null })}
            />
          </Field>
        </div>
      </div>
    </Group>
  );
}

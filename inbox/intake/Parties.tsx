import { Button, Checkbox, Input, InputNumber } from 'antd';
import type { IntakeDraft, Missing, PartyDraft } from './draft.ts';
import { isOrganisation } from './draft.ts';
import { Field, Group } from './Fields.tsx';

interface Props {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
  readonly points: number | undefined;
  readonly problem: (field: string) => Missing | undefined;
}

const replace = (list: readonly PartyDraft[], at: number, part: Partial<PartyDraft>) =>
  list.map((party, index) => (index === at ? { ...party, ...part } : party));
const nobody: PartyDraft = { name: '', phone: '', idNumber: '' };

/** 谁来反映: name, card, phone; at most five representatives of a group. */
export function Claimants({ draft, change, points, problem }: Props) {
  const set = (at: number, part: Partial<PartyDraft>) => change({ claimants: replace(draft.claimants, at, part) });
  const hint = (
    <>
      <Checkbox checked={draft.anonymous} onChange={({ target }) => change({ anonymous: target.checked })}>
        <span className="small">匿名</span>
      </Checkbox>
      多人来访最多登记 5 名代表
    </>
  );
  return (
    <Group title="谁来反映" hint={hint}>
      {draft.claimants.map((party, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
        <div key={at} className="intakerow parties">
          <Field
            label={at === 0 ? '姓名' : `代表 ${at + 1} 姓名`}
            name={`claimant-${at}`}
            required={at === 0}
            problem={at === 0 ? problem('claimant-0') : undefined}
          >
            <Input
              id={`claimant-${at}`}
              autoFocus={at === 0}
              maxLength={60}
              autoComplete="off"
              disabled={draft.anonymous}
              value={party.name}
              onChange={({ target }) => set(at, { name: target.value })}
            />
          </Field>
          <Field label="证件号" name={`card-${at}`} problem={at === 0 ? problem('idNumber') : undefined}>
            <Input
              id={`card-${at}`}
              maxLength={18}
              autoComplete="off"
              disabled={draft.anonymous}
              value={party.idNumber}
              onChange={({ target }) => set(at, { idNumber: target.value })}
            />
          </Field>
          <Field label="手机" name={`phone-${at}`} problem={at === 0 ? problem('phone') : undefined}>
            <Input
              id={`phone-${at}`}
              maxLength={20}
              inputMode="tel"
              autoComplete="off"
              disabled={draft.anonymous}
              value={party.phone}
              onChange={({ target }) => set(at, { phone: target.value })}
            />
          </Field>
          {at === 0 ? (
            <Field label="一共几人" name="people" required points={points} problem={problem('people')}>
              <InputNumber
                id="people"
                min={1}
                max={100000}
                precision={0}
                controls={false}
                suffix="人"
                value={draft.people}
                onChange={(people) => change({ people: people ?? 1 })}
              />
            </Field>
          ) : (
            <Button
              type="text"
              className="remove"
              onClick={() => change({ claimants: draft.claimants.filter((_, index) => index !== at) })}
            >
              移除
            </Button>
          )}
        </div>
      ))}
      {draft.people > draft.claimants.length && draft.claimants.length < 5 && !draft.anonymous ? (
        <button
          type="button"
          className="textbutton small"
          onClick={() => change({ claimants: [...draft.claimants, nobody] })}
        >
          ＋ 再登记一名代表
        </button>
      ) : null}
    </Group>
  );
}

/** 对方: a person or an organisation, told apart by the name. */
export function Respondents({ draft, change, problem }: Omit<Props, 'points'>) {
  const set = (at: number, part: Partial<PartyDraft>) => change({ respondents: replace(draft.respondents, at, part) });
  return (
    <>
      {draft.respondents.map((party, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
        <div key={at} className="intakerow respondents">
          <Field
            label={at === 0 ? '对方' : `对方 ${at + 1}`}
            name={`respondent-${at}`}
            required={at === 0}
            problem={at === 0 ? problem('respondent-0') : undefined}
            help={party.name.trim() ? (isOrganisation(party.name) ? '按单位登记' : '按个人登记') : undefined}
          >
            <Input
              id={`respondent-${at}`}
              maxLength={60}
              autoComplete="off"
              placeholder="姓名或单位，可注明负责人"
              value={party.name}
              onChange={({ target }) => set(at, { name: target.value })}
            />
          </Field>
          <Field label="对方电话" name={`respondent-phone-${at}`}>
            <Input
              id={`respondent-phone-${at}`}
              maxLength={20}
              inputMode="tel"
              autoComplete="off"
              value={party.phone}
              onChange={({ target }) => set(at, { phone: target.value })}
            />
          </Field>
        </div>
      ))}
      {draft.respondents[0]?.name.trim() && draft.respondents.length < 5 ? (
        <button
          type="button"
          className="textbutton small"
          onClick={() => change({ respondents: [...draft.respondents, nobody] })}
        >
          ＋ 再加一个对方
        </button>
      ) : null}
    </>
  );
}

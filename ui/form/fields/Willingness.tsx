import type { FieldProps } from '@rjsf/utils';
import { Input } from 'antd';
import { contextOf } from '../context.ts';

interface Value {
  readonly parties?: readonly { readonly party: string; readonly willing: boolean }[];
  readonly note?: string;
}

/** 调解意愿, party by party: 人民调解法 17 forbids mediating against anyone's refusal. */
export function Willingness({
  formData,
  onChange,
  fieldPathId,
  registry,
  disabled,
  readonly,
  rawErrors,
}: FieldProps<Value>) {
  const value: Value = formData ?? {};
  const parties = contextOf(registry).case?.parties ?? [];
  const answers = new Map((value.parties ?? []).map(({ party, willing }) => [party, willing]));
  const answer = (party: string, willing: boolean) => {
    const next = new Map(answers).set(party, willing);
    onChange(
      {
        ...value,
        parties: parties.filter(({ id }) => next.has(id)).map(({ id }) => ({ party: id, willing: next.get(id)! })),
      },
      fieldPathId.path,
    );
  };
  const refused = parties.filter(({ id }) => answers.get(id) === false);
  return (
    <div className="field whole" id={fieldPathId.$id}>
      {parties.map(({ id, name, side, people }) => (
        <div key={id} className="partyrow">
          <span className="grow">
            <b>{people > 1 ? `${name}等 ${people} 人` : name}</b>{' '}
            <span className="caption">{side === 'claimant' ? '申请人一方' : '被申请人一方'}</span>
          </span>
          <span className="options" role="radiogroup" aria-label={`${name}是否愿意调解`}>
            {[true, false].map((willing) => (
              // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
              <button
                key={String(willing)}
                type="button"
                role="radio"
                aria-checked={answers.get(id) === willing}
                disabled={disabled || readonly}
                onClick={() => answer(id, willing)}
              >
                {willing ? '愿意调解' : '明确拒绝'}
              </button>
            ))}
          </span>
        </div>
      ))}
      {refused.length > 0 ? (
        <p className="caption warn">一方明确拒绝的，不得调解。提交后书面告知仲裁、诉讼等其他途径。</p>
      ) : null}
      <label className="fieldlabel" htmlFor={`${fieldPathId.$id}_note`} style={{ marginTop: 10 }}>
        说明
      </label>
      <Input.TextArea
        id={`${fieldPathId.$id}_note`}
        value={value.note ?? ''}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        disabled={disabled || readonly || false}
        placeholder="在哪里、怎么问的；代表人是否有授权"
        onChange={({ target }) => onChange(withNote(value, target.value), fieldPathId.path)}
      />
      {(rawErrors ?? []).map((message) => (
        <p key={message} className="fielderror small" role="alert">
          {message}
        </p>
      ))}
    </div>
  );
}

function withNote({ note: _, ...rest }: Value, note: string): Value {
  return note === '' ? rest : { ...rest, note };
}

import type { WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import type { AttachmentView } from '../../../server/cases/contract.ts';
import { wordsFor } from '../../api/problem.ts';
import { accepted, uploadTo } from '../../api/upload.ts';
import { fileSize } from '../../text/names.ts';
import { contextOf } from '../context.ts';

/** Files of the case, by id: uploaded at once, named in the step's data. */
export function Attachments({ id, label, value, disabled, readonly, onChange, registry }: WidgetProps) {
  const { caseId, case: view } = contextOf(registry);
  const [added, setAdded] = useState<readonly AttachmentView[]>([]);
  const [trouble, setTrouble] = useState('');
  const ids = (value ?? []) as readonly string[];
  const known = new Map([...(view?.attachments ?? []), ...added].map((file) => [file.id, file]));
  const upload = async (files: readonly File[]) => {
    setTrouble('');
    try {
      const made: AttachmentView[] = [];
      for (const file of files) made.push(await uploadTo(caseId!, file));
      setAdded([...added, ...made]);
      onChange([...ids, ...made.map((file) => file.id)]);
    } catch (error) {
      setTrouble(wordsFor(error));
    }
  };
  return (
    <div id={id}>
      <ul className="files">
        {ids.map((file) => (
          <li key={file}>
            <a href={`/api/attachments/${file}`} target="_blank" rel="noreferrer">
              {known.get(file)?.name ?? '附件'}
            </a>
            <span className="caption">{known.has(file) ? fileSize(known.get(file)!.size) : ''}</span>
            <button
              type="button"
              aria-label={`移除 ${known.get(file)?.name ?? '附件'}`}
              disabled={disabled || readonly}
              onClick={() => onChange(ids.filter((other) => other !== file))}
            >
              ×
            </button>
          </li>
        ))}
        {caseId && !disabled && !readonly ? (
          <li className="bare">
            <AddFiles label={label} onFiles={(files) => void upload(files)} />
          </li>
        ) : null}
      </ul>
      {trouble ? (
        <p className="fielderror small" role="alert">
          {trouble}
        </p>
      ) : null}
    </div>
  );
}

/** The button behind which the browser's own file dialog opens; on a phone, the camera too. */
export function AddFiles({
  label,
  onFiles,
}: {
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const open = () => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, accept: accepted });
    input.onchange = () => onFiles([...(input.files ?? [])]);
    input.click();
  };
  return (
    <button type="button" className="add" aria-label={`添加${label}`} onClick={open}>
      ＋ 添加
    </button>
  );
}

import { Checkbox, InputNumber } from 'antd';
import { Check } from 'lucide-react';
import { AddFiles } from '../../ui/form/widgets/Attachments.tsx';
import { Points } from '../../ui/parts/Chip.tsx';
import { fileSize } from '../../ui/text/names.ts';
import { flags } from './circumstances.ts';
import type { IntakeDraft } from './draft.ts';
import { Group } from './Fields.tsx';
import type { Scored } from './points.ts';

interface Props {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
}

/** 有没有这些情况: what raises the level. */
export function Circumstances({
  draft,
  change,
  points,
}: Props & { readonly points: Readonly<Partial<Record<Scored, number>>> }) {
  return (
    <Group title="有没有这些情况" hint="据实勾选，等级随之变化">
      <div className="checks">
        {flags.map(([flag, label]) => (
          <Checkbox
            key={flag}
            checked={draft.flags[flag] ?? false}
            onChange={({ target }) => change({ flags: { ...draft.flags, [flag]: target.checked } })}
          >
            {label} <Points value={flag === 'sensitive' && !draft.flags.sensitive ? undefined : points[flag]} />
          </Checkbox>
        ))}
        <span className="times">
          曾报警{' '}
          <InputNumber
            size="small"
            controls={false}
            min={0}
            max={99}
            precision={0}
            value={draft.policeReports}
            onChange={(value) => change({ policeReports: value ?? 0 })}
            aria-label="曾报警次数"
          />{' '}
          次 <Points value={points.policeReports} />
        </span>
        <span className="times">
          调解未成{' '}
          <InputNumber
            size="small"
            controls={false}
            min={0}
            max={99}
            precision={0}
            value={draft.failedMediations}
            onChange={(value) => change({ failedMediations: value ?? 0 })}
            aria-label="调解未成次数"
          />{' '}
          次 <Points value={points.failedMediations} />
        </span>
      </div>
    </Group>
  );
}

/** 怎么办: the paths, and what decides which way the case takes. */
export function Handling({ draft, change, paths }: Props & { readonly paths: readonly string[] }) {
  const toggle = (path: string) =>
    change({
      paths: draft.paths.includes(path) ? draft.paths.filter((other) => other !== path) : [...draft.paths, path],
    });
  return (
    <Group title="怎么办" hint="可多选">
      <div className="options">
        {paths.map((path) => (
          <button key={path} type="button" aria-pressed={draft.paths.includes(path)} onClick={() => toggle(path)}>
            {draft.paths.includes(path) ? <Check size={14} aria-hidden /> : null}
            {path}
          </button>
        ))}
      </div>
      <div className="checks below">
        <span className="options small" role="radiogroup" aria-label="双方是否愿意调解">
          {[
            [true, '双方愿意调解'],
            [false, '有一方不愿意'],
            [null, '还没有问'],
          ].map(([value, label]) => (
            // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
            <button
              key={String(value)}
              type="button"
              role="radio"
              aria-checked={draft.willing === value}
              onClick={() => change({ willing: value as boolean | null })}
            >
              {label}
            </button>
          ))}
        </span>
        <Checkbox
          checked={draft.needsDepartment}
          onChange={({ target }) => change({ needsDepartment: target.checked })}
        >
          需部门到场
        </Checkbox>
        <Checkbox checked={draft.litigation} onChange={({ target }) => change({ litigation: target.checked })}>
          法院已受理（涉诉，另走政法程序）
        </Checkbox>
      </div>
    </Group>
  );
}

/** 材料: chosen now, put into the case once it has a number. */
export function Materials({
  files,
  onFiles,
}: {
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <Group title="材料" hint="照片、文书，每件不超过 20 MB；登记后进入案卷">
      <ul className="files">
        {files.map((file) => (
          <li key={file.name + file.size}>
            {file.name} <span className="caption">{fileSize(file.size)}</span>
            <button
              type="button"
              aria-label={`移除 ${file.name}`}
              onClick={() => onFiles(files.filter((other) => other !== file))}
            >
              ×
            </button>
          </li>
        ))}
        <li className="bare">
          <AddFiles label="材料" onFiles={(more) => onFiles([...files, ...more])} />
        </li>
      </ul>
    </Group>
  );
}

import { Alert, Button, Input, Modal, Popconfirm } from 'antd';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../engine/model/problem.ts';
import { type Difference, differenceWords } from './difference.ts';
import type { Newer } from './usePublishing.ts';

/** Publishing passes four gates: checked, compared with the current version, running cases, and a note of what changed and why. */
export function PublishDialog(properties: {
  name: string;
  current: number;
  running: number;
  problems: readonly Problem[];
  differences: readonly Difference[];
  busy: boolean;
  failure: string | undefined;
  newer: Newer | undefined;
  onPublish: (note: string) => void;
  onDiscard: () => void;
  onClose: () => void;
}) {
  const { name, current, running, problems, differences, newer } = properties;
  const [note, setNote] = useState('');
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const nothing = differences.length === 0;
  const stands = errors
    ? `先改 ${errors} 处`
    : nothing
      ? '与现行版没有差别'
      : note.trim().length < 2
        ? '先写改了什么'
        : undefined;
  return (
    <Modal
      open
      width={640}
      title={`发布“${name}”第 ${current + 1} 版`}
      okText={stands ?? (newer ? `仍按我的草稿发布第 ${current + 1} 版` : `发布第 ${current + 1} 版`)}
      okButtonProps={{ disabled: stands !== undefined, loading: properties.busy }}
      cancelText="取消"
      onOk={() => properties.onPublish(note.trim())}
      onCancel={properties.onClose}
      destroyOnHidden
    >
      {newer ? <Overtaken newer={newer} onDiscard={properties.onDiscard} /> : null}
      <Gate ok={errors === 0} title="检查" finding={`${errors} 处错误 · ${warnings} 处提醒`}>
        {problems.slice(0, 5).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity but their place
          <p key={index} className={problem.severity === 'error' ? 'od-bad' : 'od-warn'}>
            {problem.name ? `${problem.name}：` : ''}
            {problem.message}
          </p>
        ))}
      </Gate>
      <Gate ok={!nothing} title={current ? `与第 ${current} 版的差别` : '第一版'} finding={`${differences.length} 处`}>
        {differences.slice(0, 12).map((difference) => (
          <p key={`${difference.kind}${difference.id}`}>
            <span className={`od-diff od-diff-${difference.kind}`}>{differenceWords[difference.kind]}</span>{' '}
            <b>{difference.name}</b> {difference.detail}
          </p>
        ))}
        {differences.length > 12 ? <p className="od-caption">另有 {differences.length - 12} 处</p> : null}
      </Gate>
      <Gate ok title={`在办的 ${running} 件怎么办`} finding="按原版办完">
        <p className="od-caption">在办的照旧走它登记时的版本；新登记的走第 {current + 1} 版。</p>
      </Gate>
      <Gate ok={note.trim().length >= 2} title="改了什么，为什么" finding="办理人都会看到">
        <Input.TextArea
          aria-label="改了什么，为什么"
          autoSize={{ minRows: 3 }}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          placeholder="例如：按 11 月 20 日综治委会议，增加一步“回访前核对履行情况”"
        />
      </Gate>
      {properties.failure ? <Alert type="error" showIcon title={properties.failure} /> : null}
    </Modal>
  );
}

/** Somebody was faster: the draft goes on top knowingly, or is thrown away. */
function Overtaken({ newer: { version, told }, onDiscard }: { newer: Newer; onDiscard: () => void }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={told}
      description={`下面列的是您的草稿与第 ${version} 版的差别。仍要发布，新登记的按您的草稿走，第 ${version} 版的改动不再起作用，以后还可以退回到它。`}
      action={
        <Popconfirm
          title={`放弃草稿，回到第 ${version} 版？`}
          okText="放弃草稿"
          cancelText="留着"
          okButtonProps={{ danger: true }}
          onConfirm={onDiscard}
        >
          <Button danger>放弃我的草稿</Button>
        </Popconfirm>
      }
    />
  );
}

function Gate({ ok, title, finding, children }: { ok: boolean; title: string; finding: string; children?: ReactNode }) {
  return (
    <section className="od-gate">
      {ok ? (
        <CircleCheck size={22} className="od-good" aria-label="已过" />
      ) : (
        <CircleDashed size={22} className="od-caption" aria-label="未过" />
      )}
      <div>
        <header>
          <h3>{title}</h3>
          <span className={ok ? 'od-good' : 'od-caption'}>{finding}</span>
        </header>
        {children}
      </div>
    </section>
  );
}

import { Alert, App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useMayChange, useOperation } from '../data.ts';
import { resumeVersion, suspendVersion, tagVersion } from '../requests.ts';
import type { Marks } from './useVersionMarks.ts';

/** The tag of a version, and that it is suspended. */
export function VersionMarks({ marks }: { readonly marks: Marks | undefined }) {
  if (!marks) return null;
  return (
    <>
      {marks.tag === null ? null : <Chip tone="brand">{marks.tag}</Chip>}{' '}
      {marks.active ? null : <Chip tone="warn">已停用</Chip>}
    </>
  );
}

interface Props {
  readonly id: string;
  readonly version: number;
  readonly marks: Marks | undefined;
}

/** What can be done with a version: tag it, let nothing begin with it, or let it again. */
export function VersionActs({ id, version, marks }: Props) {
  const [asked, ask] = useState<'tag' | 'suspend'>();
  const act = useOperation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  if (!marks || !mayChange) return null;
  const run = async (work: (key: string) => Promise<unknown>, done: string) => {
    const ok = await act.run(async (key) => {
      await work(key);
    });
    if (!ok) return;
    void message.success(done);
    ask(undefined);
  };
  const close = () => {
    act.reset();
    ask(undefined);
  };
  return (
    <>
      <Button type="link" size="small" onClick={() => ask('tag')}>
        标签
      </Button>
      <Button type="link" size="small" onClick={() => ask('suspend')}>
        {marks.active ? '停用' : '启用'}
      </Button>
      {asked === 'tag' ? (
        <TagDialog
          version={version}
          tag={marks.tag}
          busy={act.busy}
          error={act.error}
          close={close}
          onTag={(tag) =>
            void run((key) => tagVersion(id, version, tag, key), tag ? `第 ${version} 版标为“${tag}”` : '标签已去掉')
          }
        />
      ) : null}
      <Modal
        open={asked === 'suspend'}
        title={marks.active ? `停用第 ${version} 版` : `启用第 ${version} 版`}
        okText={marks.active ? '停用' : '启用'}
        okButtonProps={{ danger: marks.active }}
        cancelText="取消"
        confirmLoading={act.busy}
        onOk={() =>
          void run(
            (key) => (marks.active ? suspendVersion(id, version, key) : resumeVersion(id, version, key)),
            `第 ${version} 版${marks.active ? '已停用' : '已启用'}`,
          )
        }
        onCancel={close}
      >
        <p>
          {marks.active
            ? `停用以后，第 ${version} 版不再接新的；在办的照旧办完。它要是现行版，新登记的案件就进不来，直到启用或发布新版。`
            : `启用以后，第 ${version} 版又可以接新的。`}
        </p>
        {act.error ? <Alert type="error" showIcon title={act.error} /> : null}
      </Modal>
    </>
  );
}

interface TagProps {
  readonly version: number;
  readonly tag: string | null;
  readonly busy: boolean;
  readonly error: string | null;
  readonly close: () => void;
  readonly onTag: (tag: string | null) => void;
}

function TagDialog({ version, tag, busy, error, close, onTag }: TagProps) {
  const [text, setText] = useState(tag ?? '');
  const next = text.trim() || null;
  const wrong = next !== null && !/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(next);
  return (
    <Modal
      open
      title={`给第 ${version} 版加标签`}
      okText={next === null && tag !== null ? '去掉标签' : '保存'}
      okButtonProps={{ disabled: next === tag || wrong }}
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => onTag(next)}
      onCancel={close}
    >
      <p className="second">别的流程可以按标签调用，例如“试点”“正式”。同一个标签在几版上时，用最新的那一版。</p>
      <Input aria-label="标签" value={text} maxLength={40} onChange={({ target }) => setText(target.value)} />
      {wrong ? <p className="od-problem">只用汉字、字母、数字、点、横线，以字开头，最多 40 个字</p> : null}
      {error ? <Alert type="error" showIcon title={error} /> : null}
    </Modal>
  );
}

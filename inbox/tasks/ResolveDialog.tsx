import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import type { FormData } from '../../ui/form/StepForm.tsx';
import { ReasonDialog } from '../../ui/parts/ReasonDialog.tsx';

interface Props {
  readonly task: TaskDetail;
  /** What was filled in so far. */
  readonly data: FormData;
  readonly close: () => void;
  readonly done: () => void;
}

/** 交回: what was found goes back with what was filled in. */
export function ResolveDialog({ task, data, close, done }: Props) {
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: (note: string) => api.post(`/api/tasks/${task.id}/resolve`, { note, ...(task.form ? { data } : {}) }),
    onSuccess: () => {
      void message.success(`已交回 ${task.owner ?? ''}`);
      close();
      done();
    },
  });
  return (
    <ReasonDialog
      open
      title={`把“${task.name}”交回 ${task.owner ?? ''}`}
      explain={task.form ? '您填的内容会成为对方的草稿，由对方核对后提交。' : '交回后由对方提交。'}
      label="办理情况"
      okText="交回"
      error={send.error ? wordsFor(send.error) : null}
      busy={send.isPending}
      close={close}
      onReason={(note) => send.mutate(note)}
    />
  );
}

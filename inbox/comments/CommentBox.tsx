import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { refresh } from '../../ui/api/query.ts';
import { useOnline } from '../../ui/states/OfflineBanner.tsx';
import './comments.css';

/** A word to the colleagues who may see the case; at a step when it is written there. */
export function CommentBox({ caseId, task }: { readonly caseId: string; readonly task?: string }) {
  const [text, setText] = useState('');
  const id = useId();
  const online = useOnline();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useMutation({
    mutationFn: () => api.post(`/api/cases/${caseId}/comments`, { text: text.trim(), ...(task ? { task } : {}) }),
    onSuccess: () => {
      setText('');
      void refresh(queries, { queryKey: ['timeline', caseId] });
    },
    onError: (error) => void message.error(`没有留言成功：${wordsFor(error)}`),
  });
  return (
    <form
      className="commentbox"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) say.mutate();
      }}
    >
      <label htmlFor={id}>给同事留言</label>
      <Input.TextArea
        id={id}
        value={text}
        maxLength={1000}
        autoSize={{ minRows: 1, maxRows: 6 }}
        placeholder="能看到本案的同事都看得到"
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() ? (
        <div className="line">
          <span className="caption grow">发表后不能改，10 分钟内可以撤回。</span>
          <Button size="small" type="primary" htmlType="submit" loading={say.isPending} disabled={!online}>
            发表
          </Button>
        </div>
      ) : null}
    </form>
  );
}

/** Takes back a comment of one's own; its place in the timeline stays. */
export function useTakeBack(caseId: string): (id: string) => void {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const { mutate } = useMutation({
    mutationFn: (id: string) => api.delete(`/api/comments/${id}`),
    onSettled: () => refresh(queries, { queryKey: ['timeline', caseId] }),
    onError: (error) => void message.error(wordsFor(error)),
  });
  return (id) =>
    void modal.confirm({
      title: '撤回这条留言？',
      content: '内容会删去，时间线里仍会显示您撤回过一条留言。',
      okText: '撤回',
      cancelText: '不撤回',
      onOk: () => mutate(id),
    });
}

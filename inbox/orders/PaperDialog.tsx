import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { OrderView, PaperReply } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { uploadTo } from '../../ui/api/upload.ts';
import '../../ui/form/form.css';
import { AddFiles } from '../../ui/form/widgets/Attachments.tsx';
import { fileSize } from '../../ui/text/names.ts';

type Act = PaperReply['act'];
type Typed = Omit<PaperReply, 'act' | 'scans'>;

const acts: Readonly<Record<Act, string>> = {
  sign: '签收',
  report: '反馈结果',
  extend: '申请延期',
  return: '申请退单',
};

/** What a department can answer while its order stands like this. */
export function paperActs(status: string): readonly Act[] {
  if (status === 'issued') return ['sign', 'return'];
  return status === 'signed' ? ['report', 'extend', 'return'] : [];
}

const outcomes = (kind: string) =>
  kind === 'on_site'
    ? [
        { value: 'done', label: '已到场办结' },
        { value: 'partly', label: '到场，未办结' },
      ]
    : [
        { value: 'done', label: '已指导办结' },
        { value: 'partly', label: '已指导，未办结' },
      ];

/** 登记纸质回执: the department signed or answered on paper; its scan goes into the case and the procedure goes on. */
export function PaperDialog({ view, close }: { readonly view: OrderView; readonly close: () => void }) {
  const possible = paperActs(String(view.status));
  const [act, setAct] = useState<Act>(possible[0]!);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [trouble, setTrouble] = useState('');
  const [form] = Form.useForm<Typed>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const sending = useMutation({
    mutationFn: async (typed: Typed) => {
      const scans: string[] = [];
      for (const file of files) scans.push((await uploadTo(view.caseId, file)).id);
      await api.post(`/api/orders/${view.id}/paper`, { act, scans, ...typed });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['order', view.id] });
      void message.success(`已登记${view.department}的纸质回执：${acts[act]}`);
      close();
    },
    onError: (error) => {
      setTrouble(wordsFor(error));
      if (error instanceof ApiProblem)
        form.setFields(
          [...error.fields].map(([path, text]) => ({ name: path.slice(1) as keyof Typed, errors: [text] })),
        );
    },
  });
  const submit = (typed: Typed) => {
    setTrouble('');
    if (files.length === 0) return setTrouble('请先添加回执的扫描件或照片');
    sending.mutate(typed);
  };
  return (
    <Modal
      open
      width={520}
      title="登记纸质回执"
      okText={`登记：部门${acts[act]}`}
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="second">部门在纸质单上签字盖章的，扫描后在这里登记，流程照常往下走。</p>
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item label="部门做了什么">
          <Radio.Group
            value={act}
            onChange={({ target }) => setAct(target.value as Act)}
            options={possible.map((value) => ({ value, label: acts[value] }))}
          />
        </Form.Item>
        <Fields act={act} kind={String(view.kind)} />
        <Form.Item label="扫描件或照片 *">
          <ul className="files">
            {files.map((file) => (
              <li key={file.name}>
                {file.name} <span className="caption">{fileSize(file.size)}</span>
                <button
                  type="button"
                  aria-label={`移除 ${file.name}`}
                  onClick={() => setFiles(files.filter((other) => other !== file))}
                >
                  ×
                </button>
              </li>
            ))}
            <li className="bare">
              <AddFiles label="扫描件" onFiles={(more) => setFiles([...files, ...more])} />
            </li>
          </ul>
        </Form.Item>
        {trouble ? (
          <p className="fielderror small" role="alert">
            {trouble}
          </p>
        ) : null}
      </Form>
    </Modal>
  );
}

function Fields({ act, kind }: { readonly act: Act; readonly kind: string }) {
  if (act === 'report') {
    return (
      <>
        <Form.Item name="outcome" label="办得怎么样 *">
          <Radio.Group options={outcomes(kind)} />
        </Form.Item>
        <Form.Item name="who" label="到场人或承办人">
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name="text" label="办理情况 *">
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} placeholder="照回执上写的录入" />
        </Form.Item>
      </>
    );
  }
  return (
    <>
      <Form.Item name="name" label={act === 'sign' ? '签收人 *' : '经办人 *'}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      {act === 'extend' ? (
        <Form.Item name="days" label="延长几个工作日 *">
          <Radio.Group options={[3, 5, 10].map((value) => ({ value, label: `${value} 个工作日` }))} />
        </Form.Item>
      ) : null}
      {act === 'sign' ? null : (
        <Form.Item name="reason" label={act === 'return' ? '退单依据 *' : '延期理由 *'}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
      )}
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';

interface Given {
  readonly to: string;
  readonly reason: string;
}

interface Props {
  readonly task: TaskDetail;
  readonly close: () => void;
  readonly done: () => void;
}

/** 退回: to which of the steps that were done, and why; who does it again sees the reason. */
export function ReturnDialog({ task, close, done }: Props) {
  const [form] = Form.useForm<Given>();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: (given: Given) => api.post(`/api/tasks/${task.id}/return`, given),
    onSuccess: (_, { to }) => {
      const step = task.earlier.find(({ element }) => element === to)?.name ?? '以前的步骤';
      void message.success(`已退回到“${step}”`);
      close();
      done();
    },
    onError: (error) => form.setFields([{ name: 'reason', errors: [wordsFor(error)] }]),
  });
  return (
    <Modal
      open
      title={`退回“${task.name}”`}
      okText="退回"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={440}
      destroyOnHidden
    >
      <p className="second">这一步不再办理，流程回到您选的步骤重新办。填过的草稿不保留。</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ to: task.earlier[0]?.element }}
        onFinish={(given: Given) => send.mutate(given)}
      >
        <Form.Item name="to" label="退回到哪一步" rules={[{ required: true, message: '请选择一步' }]}>
          <Radio.Group
            options={task.earlier.map(({ element, name }) => ({ value: element, label: name }))}
            className="returnsteps"
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因"
          extra="重新办理的人看得到，案件时间线里也有"
          rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

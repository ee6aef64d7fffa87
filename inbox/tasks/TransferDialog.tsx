import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { usePeople } from '../../ui/api/directory.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { roleNames } from '../../ui/text/names.ts';

interface Given {
  readonly user: string;
  readonly reason: string;
}

interface Props {
  readonly task: TaskDetail;
  readonly open: boolean;
  readonly close: () => void;
  readonly done: () => void;
}

/** 转交: to whom and why; both are on record. */
export function TransferDialog({ task, open, close, done }: Props) {
  const [form] = Form.useForm<Given>();
  const { me } = useSession();
  const { message } = App.useApp();
  const people = usePeople();
  const name = (id: string) => people.data?.find((person) => person.id === id)?.name ?? '同事';
  const transfer = useMutation({
    mutationFn: (given: Given) => api.post(`/api/tasks/${task.id}/transfer`, given),
    onSuccess: (_, { user }) => {
      void message.success(`“${task.name}”已转交 ${name(user)}`);
      form.resetFields();
      close();
      done();
    },
    onError: (error) => form.setFields([{ name: 'user', errors: [wordsFor(error)] }]),
  });
  return (
    <Modal
      open={open}
      title={`转交“${task.name}”`}
      okText="转交"
      cancelText="取消"
      confirmLoading={transfer.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={440}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given: Given) => transfer.mutate(given)}>
        <Form.Item name="user" label="转交给" rules={[{ required: true, message: '请选择接办的人' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.isPending}
            placeholder="选择同事"
            options={(people.data ?? [])
              .filter(({ id }) => id !== me.id)
              .map((person) => ({
                value: person.id,
                label: `${person.name}（${person.roles.map((role) => roleNames[role]).join('、')}）`,
              }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因"
          extra="对方和中心主任都看得到"
          rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

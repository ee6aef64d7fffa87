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
  readonly act: 'transfer' | 'delegate';
  readonly close: () => void;
  readonly done: () => void;
}

const words = {
  transfer: {
    title: '转交',
    explain: '转交后由对方办理并负责，您不再办这一步。',
    whom: '转交给',
    missing: '请选择接办的人',
    why: '原因',
    done: '已转交',
  },
  delegate: {
    title: '委托办理',
    explain: '对方办完后交回给您，由您提交；这一步仍由您负责，期限不变。',
    whom: '委托给',
    missing: '请选择受委托的人',
    why: '请对方办什么',
    done: '已委托',
  },
};

/** 转交 or 委托办理: to whom and why; both are on record. */
export function ColleagueDialog({ task, act, close, done }: Props) {
  const [form] = Form.useForm<Given>();
  const { me } = useSession();
  const { message } = App.useApp();
  const people = usePeople();
  const say = words[act];
  const name = (id: string) => people.data?.find((person) => person.id === id)?.name ?? '同事';
  const send = useMutation({
    mutationFn: (given: Given) => api.post(`/api/tasks/${task.id}/${act}`, given),
    onSuccess: (_, { user }) => {
      void message.success(`“${task.name}”${say.done} ${name(user)}`);
      close();
      done();
    },
    onError: (error) => form.setFields([{ name: 'user', errors: [wordsFor(error)] }]),
  });
  return (
    <Modal
      open
      title={`${say.title}“${task.name}”`}
      okText={say.title}
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={440}
      destroyOnHidden
    >
      <p className="second">{say.explain}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given: Given) => send.mutate(given)}>
        <Form.Item name="user" label={say.whom} rules={[{ required: true, message: say.missing }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.isPending}
            placeholder="选择同事"
            options={(people.data ?? [])
              .filter(({ id, roles }) => id !== me.id && roles.some((role) => role !== 'admin' && role !== 'auditor'))
              .map((person) => ({
                value: person.id,
                label: `${person.name}（${person.roles.map((role) => roleNames[role]).join('、')}）`,
              }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say.why}
          extra="对方和中心主任都看得到"
          rules={[{ required: true, min: 2, message: '请写明，至少 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { wordsFor } from '../api/problem.ts';

interface Given {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** 修改密码. `must` when the account still has the password it was handed out with. */
export function ChangePassword({ must, close }: { readonly must: boolean; readonly close: () => void }) {
  const [form] = Form.useForm<Given>();
  const [busy, setBusy] = useState(false);
  const { message } = App.useApp();
  const save = async ({ current, next }: Given) => {
    setBusy(true);
    try {
      await api.post('/api/session/password', { current, next });
      void message.success('新密码已生效，下次登录请用新密码');
      close();
    } catch (error) {
      form.setFields([{ name: 'current', errors: [wordsFor(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="修改密码"
      okText="改为新密码"
      cancelText={must ? '稍后再改' : '取消'}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      width={420}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given: Given) => void save(given)}>
        <Form.Item name="current" label="现在的密码" rules={[{ required: true, message: '请填写现在的密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="至少 12 位，含大写、小写、数字、符号中的 3 种"
          rules={[{ required: true, min: 12, message: '至少 12 位' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次新密码"
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的新密码不一样')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

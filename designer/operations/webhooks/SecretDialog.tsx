import { Button, Modal } from 'antd';
import { useState } from 'react';

/** The secret by which the other system checks that we are the sender. It is seen here and never again. */
export function SecretDialog({ secret, close }: { readonly secret: string; readonly close: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(true));
  return (
    <Modal
      open
      title="签名密钥，只显示这一次"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          已经记好
        </Button>
      }
    >
      <p className="second">把它交给对方系统的管理员，对方靠它认出通知确实是本中心发的。不要用聊天软件传。</p>
      <p className="opsecret">
        <code className="mono">{secret}</code>
        <Button onClick={copy}>{copied ? '已复制' : '复制'}</Button>
      </p>
      <p className="caption">丢了不能找回，只能换新的。</p>
    </Modal>
  );
}

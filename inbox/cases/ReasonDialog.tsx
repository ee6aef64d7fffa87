import { Input, Modal } from 'antd';
import { useId, useState } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly explain: string;
  readonly label: string;
  readonly okText: string;
  readonly error: string | null;
  readonly busy: boolean;
  readonly close: () => void;
  readonly onReason: (reason: string) => void;
}

/** An act that needs a reason on record. */
export function ReasonDialog({ open, title, explain, label, okText, error, busy, close, onReason }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const short = reason.trim().length < 2;
  const ok = () => {
    setTried(true);
    if (!short) onReason(reason.trim());
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={busy}
      onOk={ok}
      onCancel={close}
      width={460}
      destroyOnHidden
    >
      <p className="second">{explain}</p>
      <div className="field" style={{ marginTop: 12 }}>
        <label htmlFor={id}>
          {label} <span className="required">*</span>
        </label>
        <Input.TextArea
          id={id}
          value={reason}
          maxLength={200}
          autoFocus
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setReason(target.value)}
        />
        {error || (tried && short) ? (
          <p className="fielderror small" role="alert">
            {error ?? '请写明原因，至少 2 个字'}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}

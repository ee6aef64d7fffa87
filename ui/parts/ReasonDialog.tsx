import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import '../form/form.css';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly explain: ReactNode;
  readonly label: string;
  readonly okText: string;
  readonly error: string | null;
  readonly busy: boolean;
  /** It cannot be taken back. */
  readonly danger?: boolean;
  /** Why it cannot be done as it stands; the button says so. */
  readonly stands?: string | undefined;
  readonly width?: number;
  /** What else is asked, before the reason. */
  readonly children?: ReactNode;
  readonly close: () => void;
  readonly onReason: (reason: string) => void;
}

/** An act that needs a reason on record. */
export function ReasonDialog(props: Props) {
  const { open, title, explain, label, okText, error, busy, danger, stands, width = 460, children } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const short = reason.trim().length < 2;
  const ok = () => {
    setTried(true);
    if (!short) props.onReason(reason.trim());
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={stands ?? okText}
      okButtonProps={{ danger: danger ?? false, disabled: stands !== undefined }}
      cancelText="取消"
      confirmLoading={busy}
      onOk={ok}
      onCancel={props.close}
      width={width}
      destroyOnHidden
    >
      <div className="second">{explain}</div>
      {children}
      <div className="field" style={{ marginTop: 12 }}>
        <label htmlFor={id}>
          {label} <span className="required">*</span>
        </label>
        <Input.TextArea
          id={id}
          value={reason}
          maxLength={200}
          autoFocus={!children}
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

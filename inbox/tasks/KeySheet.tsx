import { Modal } from 'antd';
import { Kbd } from '../../ui/parts/Chip.tsx';

const keys = [
  ['↑ ↓', '上一件、下一件'],
  ['E', '到表单里办理'],
  ['T', '转交'],
  ['Ctrl Enter', '提交'],
  ['/', '在待办里找'],
  ['N', '登记来访'],
  ['Ctrl K', '查找案件'],
  ['?', '打开这张表'],
] as const;

/** What the keyboard can do here. The letters rest while you type. */
export function KeySheet({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  return (
    <Modal open={open} title="快捷键" footer={null} onCancel={close} width={380}>
      <table className="table">
        <tbody>
          {keys.map(([key, act]) => (
            <tr key={key}>
              <td>
                <Kbd>{key}</Kbd>
              </td>
              <td>{act}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="caption">在输入框里打字时，单个字母不起作用。</p>
    </Modal>
  );
}

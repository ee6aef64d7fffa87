import { Collapse } from 'antd';
import type { ReactNode } from 'react';

/** What few need of a question, folded under 高级; open from the start when something is said there. */
export function Folded({ open, children }: { open: boolean; children: ReactNode }) {
  return (
    <Collapse
      ghost
      size="small"
      className="od-folded"
      defaultActiveKey={open ? ['advanced'] : []}
      items={[{ key: 'advanced', label: '高级', children }]}
    />
  );
}

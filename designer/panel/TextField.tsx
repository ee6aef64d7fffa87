import { Input } from 'antd';
import { useEffect, useState } from 'react';

/** A text that is written to the diagram when the field is left or Enter is pressed: one undo for one edit. */
export function TextField(properties: {
  value: string;
  onCommit: (value: string) => void;
  label: string;
  placeholder?: string;
  rows?: number;
  mono?: boolean;
  invalid?: boolean;
}) {
  const [text, setText] = useState(properties.value);
  useEffect(() => setText(properties.value), [properties.value]);
  const commit = () => {
    if (text !== properties.value) properties.onCommit(text);
  };
  const shared = {
    value: text,
    'aria-label': properties.label,
    placeholder: properties.placeholder ?? '',
    onBlur: commit,
    className: properties.mono ? 'od-mono' : '',
    ...(properties.invalid ? { status: 'error' as const } : {}),
  };
  return properties.rows ? (
    <Input.TextArea
      {...shared}
      autoSize={{ minRows: properties.rows, maxRows: 8 }}
      onChange={(event) => setText(event.target.value)}
    />
  ) : (
    <Input {...shared} onChange={(event) => setText(event.target.value)} onPressEnter={commit} />
  );
}

import { Alert } from 'antd';

/** What of a file could not be drawn: the next change would save it without these. */
export function ImportWarnings({ warnings, onClose }: { warnings: readonly string[]; onClose: () => void }) {
  return (
    <Alert
      type="warning"
      showIcon
      closable
      onClose={onClose}
      title={`文件里有 ${warnings.length} 处画不出来，改动并保存后会丢失`}
      description={
        <ul className="od-warnings">
          {[...new Set(warnings)].slice(0, 5).map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
          {warnings.length > 5 ? <li>另有 {warnings.length - 5} 处</li> : null}
        </ul>
      }
    />
  );
}

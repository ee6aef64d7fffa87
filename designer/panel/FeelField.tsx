import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Field } from './Section.tsx';
import { TextField } from './TextField.tsx';

const TryIt = lazy(async () => ({ default: (await import('../try/TryIt.tsx')).TryIt }));

/** A formula, with “试一试” beside it: what it gives with sample facts. */
export function FeelField(properties: {
  name: string;
  label?: string;
  value: string;
  onCommit: (value: string) => void;
  problem?: string | undefined;
  help?: ReactNode;
  /** A formula as one would write it here. */
  example?: string;
  rows?: number;
}) {
  const { name, label, value, problem, help, example, rows } = properties;
  const [trying, setTrying] = useState(false);
  return (
    <Field
      problem={problem}
      help={
        example ? (
          <>
            {help} 例如 <code>{example}</code>
          </>
        ) : (
          help
        )
      }
    >
      <div className="od-formula-head">
        <span className="od-label">{label ?? name}</span>
        <Button type="link" size="small" aria-label={`试一试：${name}`} onClick={() => setTrying(true)}>
          试一试
        </Button>
      </div>
      <TextField label={name} mono value={value} onCommit={properties.onCommit} {...(rows ? { rows } : {})} />
      {trying ? (
        <Suspense fallback={null}>
          <TryIt name={name} formula={value} onUse={properties.onCommit} onClose={() => setTrying(false)} />
        </Suspense>
      ) : null}
    </Field>
  );
}

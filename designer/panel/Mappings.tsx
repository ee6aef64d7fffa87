import { Button } from 'antd';
import { FeelField } from './FeelField.tsx';
import { type Mapping, readMappings, writeMappings } from './mappings.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { TextField } from './TextField.tsx';

/** 带进去什么, 带出来什么: variables under other names. What an action of the catalogue asks for is asked with the action. */
export function Mappings({ inwards, outwards }: { inwards: boolean; outwards: boolean }) {
  const { modeler, element } = usePanel();
  const { inputs, outputs } = readMappings(element);
  return (
    <>
      {inwards ? (
        <Rows
          title="带进去什么"
          what="输入"
          property="inputs"
          rows={inputs}
          onChange={(next) => writeMappings(modeler, element, { inputs: next, outputs })}
        />
      ) : null}
      {outwards ? (
        <Rows
          title="带出来什么"
          what="输出"
          property="outputs"
          rows={outputs}
          onChange={(next) => writeMappings(modeler, element, { inputs, outputs: next })}
        />
      ) : null}
    </>
  );
}

function Rows({
  title,
  what,
  property,
  rows,
  onChange,
}: {
  title: string;
  what: string;
  property: 'inputs' | 'outputs';
  rows: readonly Mapping[];
  onChange: (next: readonly Mapping[]) => void;
}) {
  const problem = useProblem(property);
  const change = (index: number, part: Partial<Mapping>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const fresh = `${property === 'inputs' ? 'input' : 'output'}${rows.length + 1}`;
  return (
    <div className="od-mappings">
      <h4>{title}</h4>
      {problem ? <p className="od-problem">{problem}</p> : null}
      <ol className="od-rungs">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mapping has no identity but its place
          <li key={index}>
            <div className="od-row">
              <TextField
                label={`第 ${index + 1} 个${what}的变量`}
                mono
                value={row.target}
                onCommit={(target) => change(index, { target })}
              />
              <Button type="text" size="small" danger onClick={() => onChange(rows.filter((_, at) => at !== index))}>
                删
              </Button>
            </div>
            <FeelField
              name={`第 ${index + 1} 个${what}的值`}
              label="取这个值"
              value={row.source}
              onCommit={(source) => change(index, { source })}
            />
          </li>
        ))}
      </ol>
      <Button type="link" size="small" onClick={() => onChange([...rows, { target: fresh, source: '=case' }])}>
        ＋ 加一个{what}
      </Button>
    </div>
  );
}

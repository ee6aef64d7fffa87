import { App, Radio, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { InstanceView, Token } from '../../../server/operations/contract.ts';
import { paints } from '../../../ui/diagram/colours.ts';
import { MarkedDiagram } from '../../../ui/diagram/MarkedDiagram.tsx';
import type { Marks } from '../../../ui/diagram/marked.ts';
import { ReasonDialog } from '../../../ui/parts/ReasonDialog.tsx';
import { Skeleton } from '../../../ui/states/State.tsx';
import { useOperation, useVersionView } from '../data.ts';
import { modify } from '../requests.ts';
import { numberOf } from '../words.ts';
import { changeOf, consequence, type How, targetsOf } from './move.ts';

const ways: readonly { value: How; label: string }[] = [
  { value: 'move', label: '移过去' },
  { value: 'add', label: '另开一路' },
  { value: 'cancel', label: '只停下这一处' },
];

interface Props {
  readonly instance: InstanceView;
  readonly close: () => void;
}

/** 移到别的步骤: where it stands and where it is to go are pointed at in the diagram or chosen beside it. */
export function MoveDialog({ instance, close }: Props) {
  const act = useOperation();
  const { message } = App.useApp();
  const [how, setHow] = useState<How>('move');
  const [chosen, choose] = useState(() => (instance.tokens.length === 1 ? instance.tokens[0]!.token : undefined));
  const [to, setTo] = useState<string>();
  const token = instance.tokens.find((one) => one.token === chosen);
  const version = useVersionView(token?.procedure ?? instance.key);
  const targets = token && version.data ? targetsOf(version.data, token, instance.scopes) : [];
  const target = targets.find(({ element }) => element === to);
  const wish = { how, token, to: target?.element };
  const change = changeOf(wish);
  const marks = useMemo(() => marksFor(instance.tokens, token, to), [instance.tokens, token, to]);
  const take = (next: number) => {
    choose(next);
    setTo(undefined);
  };
  const point = (id: string) => {
    const there = instance.tokens.find(({ element, token: one }) => element === id && one !== chosen);
    if (there && !token) take(there.token);
    else if (how !== 'cancel' && targets.some(({ element }) => element === id)) setTo(id);
    else if (there) take(there.token);
  };
  const save = async (reason: string) => {
    const done = await act.run(async (key) => {
      await modify(instance.id, reason, [change!], key);
    });
    if (!done) return;
    void message.success(`${numberOf(instance)} ${target ? `已到“${target.name}”` : `已停下“${token?.name}”`}`);
    close();
  };
  return (
    <ReasonDialog
      open
      width={880}
      title={`移动 ${numberOf(instance)}`}
      explain={<p role="status">{consequence(wish, target?.name, instance.tokens.length - 1)}</p>}
      label="为什么"
      okText={okWords(how)}
      stands={change ? undefined : !token ? '先选停着的一步' : targets.length ? '先选要去的一步' : '这一份不能单独移'}
      error={act.error}
      busy={act.busy}
      close={close}
      onReason={(reason) => void save(reason)}
    >
      <div className="opmove">
        <Segmented
          aria-label="怎么移"
          value={how}
          options={ways.map((way) => ({ ...way }))}
          onChange={(value) => setHow(value as How)}
        />
        <Radio.Group
          aria-label="现在停着的"
          value={chosen ?? null}
          options={instance.tokens.map((one) => ({ value: one.token, label: labelOf(one, instance.tokens) }))}
          onChange={({ target: { value } }) => take(value as number)}
        />
        {how === 'cancel' ? null : (
          <Select
            value={target?.element ?? null}
            disabled={!token}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="去哪一步"
            aria-label="去哪一步"
            options={targets.map(({ element, name }) => ({ value: element, label: name }))}
            onChange={setTo}
          />
        )}
      </div>
      {version.data ? (
        <MarkedDiagram
          xml={version.data.xml}
          title="在图上点选"
          marks={marks}
          height="220px"
          focus={to}
          onPick={({ id }) => point(id)}
        />
      ) : (
        <Skeleton rows={5} />
      )}
    </ReasonDialog>
  );
}

const okWords = (how: How) => (how === 'cancel' ? '停下这一处' : how === 'add' ? '另开一路' : '移过去');

/** The name of a step; when it stands there more than once, which of them. */
function labelOf(token: Token, all: readonly Token[]): string {
  const same = all.filter(({ element, procedure }) => element === token.element && procedure === token.procedure);
  const which = same.length > 1 ? `（第 ${same.indexOf(token) + 1} 个）` : '';
  return `${token.name}${which}${token.stuck ? ' · 卡住' : ''}`;
}

function marksFor(tokens: readonly Token[], from: Token | undefined, to: string | undefined): Marks {
  const marks: Record<string, Marks[string]> = {};
  for (const { element } of tokens) marks[element] = { paint: paints.now, token: 'now' };
  if (from)
    marks[from.element] = { paint: paints.now, token: 'now', chosen: true, badge: { text: '从这里', tone: 'brand' } };
  if (to) marks[to] = { ...(marks[to] ?? { paint: paints.done }), chosen: true, badge: { text: '到这里', tone: 'ok' } };
  return marks;
}

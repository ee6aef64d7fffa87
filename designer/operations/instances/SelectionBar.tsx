import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Choice } from '../../../server/operations/change.contract.ts';
import type { InstanceFilter, InstanceItem } from '../../../server/operations/contract.ts';
import { BulkDialog, type SimpleKind } from '../bulk/BulkDialog.tsx';
import { base } from '../data.ts';

interface Props {
  readonly items: readonly InstanceItem[];
  readonly filter: InstanceFilter;
  /** There are more that match than are shown. */
  readonly more: boolean;
  /** All that match are meant, shown or not. */
  readonly all: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
}

/** What can be done with those that are chosen. */
export function SelectionBar({ items, filter, more, all, onAll, onClear }: Props) {
  const go = useNavigate();
  const [asked, ask] = useState<SimpleKind>();
  const choice: Choice = all ? { query: filter } : { instances: items.map(({ id }) => id) };
  const reach = all ? '全部符合条件的' : `${items.length} 件`;
  const any = (test: (item: InstanceItem) => boolean) => all || items.some(test);
  const versions = new Set(items.map(({ process, version }) => `${process}@${version}`));
  // A version that was asked for may be one that these call.
  const from = filter.version ?? (!all && versions.size === 1 ? [...versions][0] : undefined);
  return (
    <section className="opbar" aria-label="对选中的">
      <b>{all ? '已选全部符合条件的' : `已选 ${items.length} 件`}</b>
      {more && !all ? (
        <Button type="link" size="small" onClick={onAll}>
          连后面的一起选
        </Button>
      ) : null}
      <Button type="link" size="small" onClick={onClear}>
        不选了
      </Button>
      <span className="grow" />
      <Button disabled={!any(({ status }) => status === 'active')} onClick={() => ask('suspend')}>
        暂停
      </Button>
      <Button disabled={!any(({ status }) => status === 'suspended')} onClick={() => ask('resume')}>
        恢复
      </Button>
      <Button disabled={!any(({ incidents }) => incidents > 0)} onClick={() => ask('retry')}>
        重试卡住的
      </Button>
      <Button
        disabled={!from}
        title={from ? undefined : '先选同一个流程同一版的'}
        onClick={() =>
          void go(`${base}/migration?from=${encodeURIComponent(from!)}`, {
            state: all ? { query: filter } : { instances: items.map(({ id }) => id) },
          })
        }
      >
        迁到另一版…
      </Button>
      <Button
        danger
        disabled={!any(({ status }) => status === 'active' || status === 'suspended')}
        onClick={() => ask('cancel')}
      >
        撤销…
      </Button>
      {asked ? (
        <BulkDialog
          kind={asked}
          choice={choice}
          reach={reach}
          close={() => ask(undefined)}
          onBegun={(bulk) => void go(`${base}/bulks/${bulk.id}`)}
        />
      ) : null}
    </section>
  );
}

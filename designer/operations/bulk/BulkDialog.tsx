import type { Bulk, BulkOrder, Choice } from '../../../server/operations/change.contract.ts';
import { ReasonDialog } from '../../../ui/parts/ReasonDialog.tsx';
import { useOperation } from '../data.ts';
import { begin } from '../requests.ts';

export type SimpleKind = 'suspend' | 'resume' | 'cancel' | 'retry';

const says: Readonly<Record<SimpleKind, { verb: string; explain: string }>> = {
  suspend: { verb: '暂停', explain: '暂停后待办不能办、计时停住、系统不再往下走；恢复后从原处接着走，期限不顺延。' },
  resume: { verb: '恢复', explain: '从停下的地方接着走；停着的时候已到期的，马上按到期处理。' },
  cancel: { verb: '撤销', explain: '流程就此结束，没办的待办全部撤下，不能再恢复。案件本身不会删除。' },
  retry: { verb: '重试', explain: '卡住的各处再试一次；毛病还在的，会再停在原处。' },
};

interface Props {
  readonly kind: SimpleKind;
  readonly choice: Choice;
  /** `12 件`, in the button. */
  readonly reach: string;
  /** Of a retry: only what stands for this cause at this step. */
  readonly only?: Pick<Extract<BulkOrder, { kind: 'retry' }>, 'code' | 'element'>;
  readonly close: () => void;
  readonly onBegun: (bulk: Bulk) => void;
}

/** One act for many at once, with its consequence in words and its reason on record. */
export function BulkDialog({ kind, choice, reach, only, close, onBegun }: Props) {
  const act = useOperation();
  const { verb, explain } = says[kind];
  const start = (reason: string) =>
    void act.run(async (key) => {
      const order: BulkOrder = kind === 'retry' ? { kind, reason, choice, ...only } : { kind, reason, choice };
      const bulk = await begin(order, key);
      onBegun(bulk);
    });
  return (
    <ReasonDialog
      open
      title={`${verb} ${reach}`}
      explain={<p>{explain}系统在后台一件一件办，办不成的会列出原因。</p>}
      label="为什么"
      okText={`${verb} ${reach}`}
      danger={kind === 'cancel'}
      error={act.error}
      busy={act.busy}
      close={close}
      onReason={start}
    />
  );
}

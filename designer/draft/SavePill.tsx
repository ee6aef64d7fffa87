import { Button } from 'antd';
import type { SaveState } from './useDraft.ts';

const clock = (at: Date) => at.toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });

/** The autosave pill: when it was saved and who can see it, or what stands in the way. */
export function SavePill({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  if (state.kind === 'conflict') return <span className="od-pill od-pill-bad">{state.message}</span>;
  if (state.kind === 'failed') {
    return (
      <span className="od-pill od-pill-bad">
        草稿没有存上：{state.message}
        <Button type="link" size="small" onClick={onRetry}>
          再存一次
        </Button>
      </span>
    );
  }
  const words = { clean: '没有改动', dirty: '有改动，马上保存', saving: '正在保存', saved: '' }[state.kind];
  return (
    <span className="od-pill" aria-live="polite">
      {state.kind === 'saved' ? `草稿已保存 ${clock(state.at)} · 管理员可见` : words}
    </span>
  );
}

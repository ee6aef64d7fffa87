import { RefreshCw } from 'lucide-react';
import './states.css';

/** `有 3 条更新，点击刷新`: a list never reshuffles under the cursor. */
export function StaleBanner({ count, refresh }: { readonly count: number; readonly refresh: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" className="banner stale" onClick={refresh}>
      <RefreshCw size={14} aria-hidden />有 {count} 条更新
      <b>点击刷新</b>
    </button>
  );
}

import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import './states.css';

/** Whether the browser has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}

export function OfflineBanner() {
  if (useOnline()) return null;
  return (
    <div className="banner offline" role="alert">
      <WifiOff size={16} aria-hidden />
      <span className="grow">网络断开，您填的内容存在本机，连上网后可提交</span>
      <span>自动重连中</span>
    </div>
  );
}

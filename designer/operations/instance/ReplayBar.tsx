import { Button, Slider } from 'antd';
import { longTime } from '../../../ui/text/dates.ts';
import type { Replay } from './useReplay.ts';

/** 回放: one step back, one on, play, or pull the slider to a moment. */
export function ReplayBar({ replay, of }: { readonly replay: Replay; readonly of: number }) {
  const { rev, moment, playing } = replay;
  const at = rev ?? of;
  return (
    <div className="opreplay">
      <Button disabled={at <= 1} onClick={() => replay.go(at - 1)}>
        上一步
      </Button>
      <Button onClick={() => replay.play(!playing)}>{playing ? '停住' : '从头回放'}</Button>
      <Button disabled={at >= of} onClick={() => replay.go(at + 1)}>
        下一步
      </Button>
      <Slider
        min={1}
        max={Math.max(of, 1)}
        value={at}
        disabled={of <= 1}
        tooltip={{ open: false }}
        ariaLabelForHandle="回放到第几步"
        ariaValueTextFormatterForHandle={(value) => `第 ${value} 步，共 ${of} 步`}
        onChange={(value) => replay.go(value)}
      />
      <p className="opmoment small" aria-live="polite">
        {rev === undefined ? (
          <>现在 · 共走了 {of} 步</>
        ) : (
          <>
            第 {rev} 步，共 {of} 步{moment ? ` · ${longTime(moment.at)} · ${moment.what}` : ''}
          </>
        )}
      </p>
      <Button type="link" disabled={rev === undefined} onClick={() => replay.go(undefined)}>
        回到现在
      </Button>
    </div>
  );
}

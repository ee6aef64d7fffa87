import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Canvas, CommandStack, EventBus, Modeler } from './types.ts';

/** Undo and redo, in words. */
export function UndoRedo({ modeler }: { modeler: Modeler | undefined }) {
  const [can, setCan] = useState({ undo: false, redo: false });
  useEffect(() => {
    if (!modeler) return;
    const stack = modeler.get<CommandStack>('commandStack');
    const bus = modeler.get<EventBus>('eventBus');
    const update = () => setCan({ undo: stack.canUndo(), redo: stack.canRedo() });
    bus.on('commandStack.changed', update);
    return () => bus.off('commandStack.changed', update);
  }, [modeler]);
  const stack = () => modeler?.get<CommandStack>('commandStack');
  return (
    <>
      <Button type="text" disabled={!can.undo} onClick={() => stack()?.undo()}>
        撤销
      </Button>
      <Button type="text" disabled={!can.redo} onClick={() => stack()?.redo()}>
        重做
      </Button>
    </>
  );
}

/** Zoom at the lower left of the canvas. */
export function Zoom({ modeler }: { modeler: Modeler | undefined }) {
  const [level, setLevel] = useState(1);
  useEffect(() => {
    if (!modeler) return;
    const bus = modeler.get<EventBus>('eventBus');
    const update = () => setLevel(modeler.get<Canvas>('canvas').zoom());
    update();
    bus.on('canvas.viewbox.changed', update);
    return () => bus.off('canvas.viewbox.changed', update);
  }, [modeler]);
  const zoom = (to: number | 'fit-viewport') => modeler?.get<Canvas>('canvas').zoom(to, 'auto');
  return (
    <fieldset className="od-zoom" aria-label="缩放">
      <button type="button" aria-label="缩小" onClick={() => zoom(Math.max(0.2, level / 1.2))}>
        －
      </button>
      <span>{Math.round(level * 100)}%</span>
      <button type="button" aria-label="放大" onClick={() => zoom(Math.min(4, level * 1.2))}>
        ＋
      </button>
      <button type="button" onClick={() => zoom((zoom('fit-viewport') ?? 1) * 0.95)}>
        看全图
      </button>
    </fieldset>
  );
}

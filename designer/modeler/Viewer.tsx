import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { useEffect, useRef, useState } from 'react';
import { nameMark, textRenderer } from './text.ts';
import type { Canvas } from './types.ts';
import { translateModule } from './words.ts';

/** A diagram to look at: scroll to move, Ctrl and scroll to zoom. */
export function Viewer({ xml, label }: { readonly xml: string; readonly label: string }) {
  const box = useRef<HTMLElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const viewer = new NavigatedViewer({ container: box.current!, textRenderer, additionalModules: [translateModule] });
    nameMark(box.current!);
    viewer.importXML(xml).then(
      () => {
        const canvas = viewer.get<Canvas>('canvas');
        canvas.zoom(canvas.zoom('fit-viewport', 'auto') * 0.96, 'auto');
      },
      () => setFailed(true),
    );
    return () => viewer.destroy();
  }, [xml]);
  return (
    <section ref={box} className="od-viewer" aria-label={label}>
      {failed ? <p className="od-problem">这张图打不开。</p> : null}
    </section>
  );
}

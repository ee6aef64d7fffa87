import { Button } from 'antd';
import type { Modeling } from '../modeler/types.ts';
import { kindOf } from '../modeler/vocabulary.ts';
import { General, Name } from './General.tsx';
import { Panel as Context, type PanelContext } from './panelContext.ts';
import { sectionsOf } from './sections.ts';
import './panel.css';

/** The properties panel: 谁来办 · 多久 · 办几遍 · 超期怎么办 · 通知谁 · 表单, in questions rather than properties. */
export function PropertiesPanel(context: PanelContext) {
  const { element } = context;
  return (
    <Context.Provider value={context}>
      <aside className="od-panel" aria-label="这一步的设置" key={element.id}>
        <div className="od-panel-head">
          <span className="od-kind">{kindOf(element)}</span>
          <Name />
          {element.waypoints ? (
            <Button
              type="text"
              size="small"
              danger
              onClick={() => context.modeler.get<Modeling>('modeling').removeElements([element])}
            >
              删除这条线
            </Button>
          ) : null}
        </div>
        {sectionsOf(element).map((Shown, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a section of another kind is another component
          <Shown key={index} />
        ))}
        <General />
      </aside>
    </Context.Provider>
  );
}

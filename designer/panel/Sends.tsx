import { Segmented } from 'antd';
import { extension, setExtensions, updateExtension } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import type { ModdleElement, Modeling } from '../modeler/types.ts';
import { Action } from './Action.tsx';
import { Message } from './Message.tsx';
import { usePanel } from './panelContext.ts';

/** 怎么发: by an action of the catalogue (a letter, a notice), or as a message to whoever waits for it in the town. */
export function Sends({ holder }: { holder?: ModdleElement }) {
  const { modeler, element } = usePanel();
  const target = holder ?? element.businessObject;
  const acts = extension(element, 'zeebe:TaskDefinition') !== undefined || (!holder && !target.messageRef);
  const choose = (way: 'action' | 'message') =>
    together(modeler, () => {
      if (way === 'action') {
        modeler.get<Modeling>('modeling').updateModdleProperties(element, target, { messageRef: undefined });
        updateExtension(modeler, element, 'zeebe:TaskDefinition', { type: 'notice.send' });
      } else {
        setExtensions(modeler, element, 'zeebe:TaskDefinition', []);
        setExtensions(modeler, element, 'zeebe:TaskHeaders', []);
      }
    });
  return (
    <>
      <div className="od-section od-section-bare">
        <Segmented
          aria-label="怎么发"
          block
          value={acts ? 'action' : 'message'}
          onChange={choose}
          options={[
            { value: 'action', label: '由系统动作发' },
            { value: 'message', label: '发给等着的那一件' },
          ]}
        />
      </div>
      {acts ? <Action /> : <Message holder={target} />}
    </>
  );
}

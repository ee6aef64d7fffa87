import type { Moddle, ModdleElement, Modeling } from '../modeler/types.ts';
import { usePanel } from './panelContext.ts';
import { Field, Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 哪种办不成: the error code that this edge catches; empty catches all. */
export function ErrorCode() {
  const { modeler, element } = usePanel();
  const definition = element.businessObject.eventDefinitions?.[0];
  const code: string = definition?.errorRef?.errorCode ?? '';
  const write = (next: string) => {
    const moddle = modeler.get<Moddle>('moddle');
    const modeling = modeler.get<Modeling>('modeling');
    if (!next) return modeling.updateModdleProperties(element, definition, { errorRef: undefined });
    const definitions = (modeler as ModdleElement).getDefinitions();
    let error = definitions.rootElements.find(
      (root: ModdleElement) => root.$type === 'bpmn:Error' && root.errorCode === next,
    );
    if (!error) {
      error = moddle.create('bpmn:Error', {
        id: `Error_${Math.random().toString(36).slice(2, 9)}`,
        name: next,
        errorCode: next,
      });
      error.$parent = definitions;
      modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, error] });
    }
    modeling.updateModdleProperties(element, definition, { errorRef: error });
  };
  return (
    <Section icon="stop" title="哪种办不成" answer={code || '所有'} id="error">
      <Field help="留空表示任何报错都走这里。">
        <TextField label="错误代码" mono value={code} onCommit={write} />
      </Field>
    </Section>
  );
}

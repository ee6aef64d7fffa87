/** Makes the bpmn-js modeler of the designer: Chinese, our words instead of its palette and icon pad, minimap, both moddle extensions. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import Modeler from 'bpmn-js/lib/Modeler.js';
import minimapModule from 'diagram-js-minimap';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { onedoorModdle } from '../../engine/pure.ts';
import { contextPadModule, type PadHandlers } from './contextPad.ts';
import { insertOnLineModule } from './insertOnLine.ts';
import { replaceModule } from './replaceMenu.ts';
import { rootElementsModule } from './rootElements.ts';
import { sameLabelModule } from './sameLabel.ts';
import { nameMark, textRenderer } from './text.ts';
import { togetherModule } from './together.ts';
import { translateModule } from './words.ts';

/** bpmn-js's own palette, replaced by the list of steps in words. */
const withoutPalette = { paletteProvider: ['value', {}] };

export function createModeler(container: HTMLElement, handlers: PadHandlers): Modeler {
  const modeler = new Modeler({
    container,
    textRenderer,
    moddleExtensions: { zeebe, onedoor: onedoorModdle },
    additionalModules: [
      translateModule,
      withoutPalette,
      contextPadModule(handlers),
      replaceModule,
      insertOnLineModule,
      togetherModule,
      sameLabelModule,
      rootElementsModule,
      minimapModule,
    ],
  });
  nameMark(container);
  return modeler;
}

import { expect, it } from 'vitest';
import { bpmnDoc } from './bpmn-doc.ts';

it('docs/bpmn.md says what the registry and the rules say', async () => {
  await expect(await bpmnDoc()).toMatchFileSnapshot('../../../docs/bpmn.md');
});

/** What changed between two versions of a folder, in a list a person can read. Geometry does not count. */
import type { SourceFile } from '../../server/procedures/contract.ts';

export interface Difference {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export const differenceWords = { added: '新增', changed: '修改', removed: '删除' } as const;

interface Item {
  readonly name: string;
  readonly kind: string;
  /** The element without its children elements of the same list: what a change of it is seen by. */
  readonly text: string;
}

/** Steps, lines, events and what they share; geometry, texts and lists inside them belong to what they stand in. */
const semantic =
  /^(\w*[tT]ask|\w+Event|\w+Gateway|\w*[sS]ubProcess|transaction|callActivity|sequenceFlow|association|message|signal|error|escalation)$/;

const words: Readonly<Record<string, string>> = {
  sequenceFlow: '走法',
  exclusiveGateway: '分路',
  parallelGateway: '并行',
  inclusiveGateway: '可多选分支',
  complexGateway: '来够就走',
  eventBasedGateway: '看哪个先到',
  boundaryEvent: '边上的事',
  association: '关联线',
  message: '消息',
  signal: '广播',
  error: '错误代码',
  escalation: '上报代码',
};

/** Elements of the BPMN file by id. */
function items(files: readonly SourceFile[]): Map<string, Item> {
  const found = new Map<string, Item>();
  const text = files.find((file) => file.path.endsWith('.bpmn'))?.text ?? '<none/>';
  const document = new DOMParser().parseFromString(text, 'application/xml');
  for (const element of document.querySelectorAll('[id]')) {
    if (!semantic.test(element.localName)) continue;
    found.set(element.id, {
      name: element.getAttribute('name') ?? '',
      kind: element.localName,
      text: sayElement(element),
    });
  }
  return found;
}

/** What an element says, however its file is indented, its attributes are ordered or its marks are written. */
function sayElement(element: Element): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(({ localName, value }) => `${localName}=${JSON.stringify(value)}`)
    .sort();
  const children = [...element.children].filter(
    ({ localName }) => !semantic.test(localName) && localName !== 'incoming' && localName !== 'outgoing',
  );
  const inside = element.children.length > 0 ? children.map(sayElement) : [element.textContent?.trim() ?? ''];
  return `${element.localName}(${attributes.join(' ')})[${inside.join(',')}]`;
}

export function differences(before: readonly SourceFile[], after: readonly SourceFile[]): readonly Difference[] {
  const old = items(before);
  const now = items(after);
  const list: Difference[] = [];
  const say = (item: Item) => item.name || words[item.kind] || '未命名';
  for (const [id, item] of now) {
    const was = old.get(id);
    if (!was) list.push({ kind: 'added', id, name: say(item), detail: '' });
    else if (was.text !== item.text)
      list.push({ kind: 'changed', id, name: say(item), detail: was.name === item.name ? '' : `原名“${was.name}”` });
  }
  for (const [id, item] of old) if (!now.has(id)) list.push({ kind: 'removed', id, name: say(item), detail: '' });
  for (const file of after) {
    if (file.path.endsWith('.bpmn')) continue;
    const was = before.find((other) => other.path === file.path);
    if (!was) list.push({ kind: 'added', id: file.path, name: file.path, detail: '' });
    else if (was.text !== file.text) list.push({ kind: 'changed', id: file.path, name: file.path, detail: '' });
  }
  for (const file of before)
    if (!file.path.endsWith('.bpmn') && !after.some((other) => other.path === file.path))
      list.push({ kind: 'removed', id: file.path, name: file.path, detail: '' });
  return list;
}

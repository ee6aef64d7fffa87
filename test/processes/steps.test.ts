import { describe, expect, test } from 'vitest';
import { compile } from '../../engine/compile/index.ts';
import { procedures } from '../../processes/manifest.ts';
import { engineCatalogue } from '../../server/catalogue/engine.ts';
import { diagramOf, type Shape } from './support/diagram.ts';
import { filesOf } from './support/folders.ts';

// biome-ignore lint/suspicious/noExplicitAny: extension elements, as their schema has them.
const extension = ({ element }: Shape, type: string): any =>
  element.extensionElements?.values.find(({ $type }: { $type: string }) => $type === type);

describe.each(procedures)('the steps of $name', async ({ id, name }) => {
  const { shapes } = await diagramOf(id);
  const files = filesOf(id).map(({ path }) => path);
  const activities = shapes.filter(({ type }) => /Task$|CallActivity|SubProcess/.test(type));
  const tasks = shapes.filter(({ type }) => type === 'bpmn:UserTask');
  const ids = (some: readonly Shape[]) => some.map((shape) => shape.id);

  test('publishing finds nothing to mend: actions, inputs, messages, roles and called procedures are all known', async () => {
    const catalogue = { ...engineCatalogue, processes: new Set(procedures.map((one) => one.id)) };
    expect((await compile(filesOf(id), { catalogue })).problems).toEqual([]);
  });

  test('every activity belongs to a stage of the closed loop', () => {
    expect(
      ids(activities.filter(({ element }) => !['发现', '研判', '流转', '处置', '反馈'].includes(element.stage))),
    ).toEqual([]);
  });

  test('every task of a person has hands, help, a form, a limit and a ladder', () => {
    expect(ids(tasks.filter((task) => !extension(task, 'zeebe:AssignmentDefinition')?.candidateGroups))).toEqual([]);
    expect(ids(tasks.filter(({ element }) => (element.documentation?.[0]?.text ?? '').length < 20))).toEqual([]);
    expect(
      ids(tasks.filter((task) => !files.includes(`forms/${extension(task, 'zeebe:FormDefinition')?.formKey}.json`))),
    ).toEqual([]);
    expect(ids(tasks.filter((task) => !extension(task, 'zeebe:TaskSchedule')?.dueDate))).toEqual([]);
    expect(ids(tasks.filter((task) => !extension(task, 'onedoor:Overdue')?.rungs.length))).toEqual([]);
  });

  test('every form is asked for by a step, every document is made by one', () => {
    const forms = tasks.map((task) => `forms/${extension(task, 'zeebe:FormDefinition').formKey}.json`);
    expect(files.filter((path) => path.startsWith('forms/') && !forms.includes(path))).toEqual([]);
    const made = shapes
      .filter((shape) => extension(shape, 'zeebe:TaskDefinition')?.type === 'document.generate')
      .map(
        (shape) =>
          extension(shape, 'zeebe:TaskHeaders').values.find(({ key }: { key: string }) => key === 'template').value,
      );
    const documents = files
      .filter((path) => /^documents\/.*\.hbs$/.test(path))
      .map((path) => path.slice('documents/'.length, -'.html.hbs'.length));
    expect([...new Set(made)].sort()).toEqual(documents.sort());
  });

  test('the folder says what the procedure is for', () => {
    const readme = filesOf(id).find(({ path }) => path === 'README.md')!.text;
    expect(readme.startsWith(`# ${name}\n`)).toBe(true);
    expect([...readme.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      '办什么',
      '法律依据',
      '谁来办、多久',
      '怎么走',
      '材料',
    ]);
  });
});

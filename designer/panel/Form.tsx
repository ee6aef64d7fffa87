import { Select } from 'antd';
import { extension, updateExtension } from '../modeler/extension.ts';
import { usePanel, useProblem } from './panelContext.ts';
import { Field, Section } from './Section.tsx';

interface FormFile {
  readonly title?: string;
  readonly schema?: {
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, { readonly title?: string }>>;
  };
}

/** The forms of the folder: key and parsed file. */
function formsOf(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly { readonly key: string; readonly form: FormFile }[] {
  return files.flatMap((file) => {
    const key = /^forms\/(.+)\.json$/.exec(file.path)?.[1];
    if (!key) return [];
    try {
      return [{ key, form: JSON.parse(file.text) as FormFile }];
    } catch {
      return [{ key, form: {} }];
    }
  });
}

/** 表单: what the person fills in at this step, with the names of its fields. */
export function Form() {
  const { modeler, element, files } = usePanel();
  const problem = useProblem('form');
  const key: string = extension(element, 'zeebe:FormDefinition')?.formKey ?? '';
  const forms = formsOf(files);
  const chosen = forms.find((form) => form.key === key);
  const fields = Object.entries(chosen?.form.schema?.properties ?? {});
  const required = new Set(chosen?.form.schema?.required ?? []);
  return (
    <Section icon="paper" title="表单" answer={chosen?.form.title ?? (key || '只点“完成”')} id="form">
      <Field problem={problem}>
        <Select
          allowClear
          aria-label="表单"
          placeholder="不填表，只点“完成”"
          value={key || null}
          onChange={(next: string | undefined) =>
            updateExtension(modeler, element, 'zeebe:FormDefinition', { formKey: next })
          }
          options={forms.map((form) => ({ value: form.key, label: form.form.title ?? form.key }))}
        />
      </Field>
      {fields.length ? (
        <ul className="od-fields">
          {fields.map(([name, field]) => (
            <li key={name}>
              {field.title ?? name}
              {required.has(name) ? <b> *</b> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

import { Theme } from '@rjsf/antd';
import { withTheme } from '@rjsf/core';
import type { RJSFSchema, RJSFValidationError, UiSchema } from '@rjsf/utils';
import { TriangleAlert } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { TaskForm } from '../../server/inbox/contract.ts';
import type { FormContext } from './context.ts';
import { fields } from './fields/index.ts';
import './form.css';
import { translateString } from './strings.ts';
import { templates } from './templates.tsx';
import { errorsAt, validator } from './validator.ts';
import { widgets } from './widgets/index.ts';

const Form = withTheme({
  ...Theme,
  templates: { ...Theme.templates, ...templates },
  widgets: { ...Theme.widgets, ...widgets },
  fields,
});

/** Nothing is answered for the person: no first option chosen, no “no” where yes or no was asked, no empty rows. */
const behaviour = {
  constAsDefaults: 'never',
  requiredBooleanDefault: 'skip',
  arrayMinItems: { populate: 'never' },
} as const;

export type FormData = Record<string, unknown>;

interface Props {
  readonly id: string;
  readonly form: TaskForm;
  readonly data: FormData;
  readonly context: FormContext;
  readonly disabled?: boolean;
  /** What the server found wrong: JSON pointer → message. */
  readonly refused?: ReadonlyMap<string, string>;
  /** `touched`: the person typed or pressed something; the form also fills in defaults by itself. */
  readonly onChange: (data: FormData, touched: boolean) => void;
  readonly onSubmit: (data: FormData) => void;
}

/** The form of a step: drawn by its JSON Schema and uiSchema, checked in the browser in the words of the page. */
export function StepForm({ id, form, data, context, disabled = false, refused, onChange, onSubmit }: Props) {
  const [found, setFound] = useState<readonly RJSFValidationError[]>([]);
  const extraErrors = useMemo(() => (refused && refused.size > 0 ? errorsAt(refused) : undefined), [refused]);
  const touched = useRef(false);
  const touch = () => {
    touched.current = true;
  };
  return (
    <div onPointerDownCapture={touch} onKeyDownCapture={touch} onInputCapture={touch}>
      <ErrorSummary formId={id} errors={found} />
      <Form
        id={id}
        idPrefix={id}
        className="stepform"
        schema={form.schema as RJSFSchema}
        uiSchema={{ ...(form.ui as UiSchema), 'ui:submitButtonOptions': { norender: true } }}
        formData={data}
        formContext={context}
        validator={validator}
        translateString={translateString}
        disabled={disabled}
        experimental_defaultFormStateBehavior={behaviour}
        noHtml5Validate
        showErrorList={false}
        {...(found.length > 0 ? { liveValidate: 'onChange' as const } : {})}
        {...(extraErrors ? { extraErrors } : {})}
        onChange={({ formData, errors }) => {
          onChange((formData ?? {}) as FormData, touched.current);
          if (found.length > 0) setFound(errors);
        }}
        onError={(errors) => {
          setFound(errors);
          focusOn(id, errors[0]);
        }}
        onSubmit={({ formData }) => onSubmit((formData ?? {}) as FormData)}
      />
    </div>
  );
}

function ErrorSummary({
  formId,
  errors,
}: {
  readonly formId: string;
  readonly errors: readonly RJSFValidationError[];
}) {
  if (errors.length === 0) return null;
  return (
    <p className="banner danger summary" role="alert">
      <TriangleAlert size={15} aria-hidden />
      还有 {errors.length} 处：
      {errors.map((error) => (
        <button key={error.property} type="button" onClick={() => focusOn(formId, error)}>
          {error.stack.split('：')[0]}
        </button>
      ))}
    </p>
  );
}

/** Brings the first field that needs mending into view, with the cursor in it. */
function focusOn(formId: string, error: RJSFValidationError | undefined): void {
  const at =
    document.getElementById(`${formId}${(error?.property ?? '').replaceAll('.', '_')}`) ??
    document.getElementById(formId);
  const target = at?.matches('input,textarea,button')
    ? at
    : (at?.querySelector<HTMLElement>('input,textarea,button') ?? at);
  target?.scrollIntoView({ block: 'center' });
  target?.focus();
}

import type { FieldTemplateProps, ObjectFieldTemplateProps, RJSFSchema, TemplatesType } from '@rjsf/utils';
import { getUiOptions } from '@rjsf/utils';

/** Label above with its red mark, the control, help below, then what is wrong. */
function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, children, required, hidden, rawErrors, rawHelp, rawDescription, displayLabel, schema, uiSchema } =
    props;
  if (hidden) return <div hidden>{children}</div>;
  const isGroup = schema.type === 'object' && !uiSchema?.['ui:field'];
  const errors = rawErrors?.filter((message, index, all) => all.indexOf(message) === index) ?? [];
  const help = rawHelp ?? (isGroup ? undefined : rawDescription);
  return (
    <div className={`field ${spanOf(schema, uiSchema)}${errors.length > 0 && !isGroup ? ' invalid' : ''}`}>
      {displayLabel && !isGroup ? (
        <label htmlFor={id} id={`${id}__label`}>
          {label}
          {required ? (
            <span className="required" aria-hidden>
              {' '}
              *
            </span>
          ) : null}
        </label>
      ) : null}
      {children}
      {help ? <p className="caption">{help}</p> : null}
      {isGroup
        ? null
        : errors.map((message) => (
            <p key={message} className="fielderror small" role="alert">
              {message}
            </p>
          ))}
    </div>
  );
}

const narrow = new Set(['money', 'date', 'datetime', 'room', 'person', 'updown']);

/** Short values stand two abreast, everything else takes the row. `ui:options.span` decides when given. */
function spanOf(schema: RJSFSchema, uiSchema: FieldTemplateProps['uiSchema']): 'half' | 'whole' {
  const { widget, span } = getUiOptions(uiSchema);
  if (span === 'half' || span === 'whole') return span;
  if (typeof widget === 'string') return narrow.has(widget) && widget !== 'room' ? 'half' : 'whole';
  return schema.type === 'number' || schema.type === 'integer' || schema.format === 'date' ? 'half' : 'whole';
}

/** The fields in two columns; a title only where one form holds several groups. */
function ObjectFieldTemplate({ title, properties, fieldPathId, registry, uiSchema }: ObjectFieldTemplateProps) {
  const depth = fieldPathId.path.length;
  const groups = Object.keys((registry.rootSchema as RJSFSchema).properties ?? {}).length;
  const said = depth > 0 && groups > 1 && title && getUiOptions(uiSchema).label !== false ? title : null;
  return (
    <fieldset className="fields" id={fieldPathId.$id} aria-label={title || undefined}>
      {said ? <legend>{said}</legend> : null}
      <div className="grid">{properties.map(({ content }) => content)}</div>
    </fieldset>
  );
}

export const templates: Partial<TemplatesType> = { FieldTemplate, ObjectFieldTemplate };

import type { WidgetProps } from '@rjsf/utils';

interface Described {
  readonly value: unknown;
  readonly label: string;
  readonly schema?: { readonly description?: string };
}

/** What follows from each option: from the option's own description, or `ui:enumDescriptions` (by value or in order). */
function describe(option: Described, index: number, given: unknown): string | undefined {
  if (option.schema?.description) return option.schema.description;
  if (Array.isArray(given)) return given[index] as string | undefined;
  return given && typeof given === 'object' ? (given as Record<string, string>)[String(option.value)] : undefined;
}

/** Results as visible cards, each saying what follows from it. */
export function Cards({ id, value, options, disabled, readonly, onChange, required }: WidgetProps) {
  const choices = (options.enumOptions ?? []) as Described[];
  return (
    <div className="cards" role="radiogroup" id={id} aria-labelledby={`${id}__label`} aria-required={required}>
      {choices.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a card holds two lines, which a radio input cannot.
        <button
          key={String(option.value)}
          type="button"
          role="radio"
          aria-checked={value === option.value}
          disabled={disabled || readonly}
          onClick={() => onChange(option.value)}
        >
          <b>{option.label}</b>
          <Says words={describe(option, index, options.enumDescriptions)} />
        </button>
      ))}
    </div>
  );
}

function Says({ words }: { readonly words: string | undefined }) {
  return words ? <small>{words}</small> : null;
}

/** Up to eight options as buttons. */
export function Buttons({ id, value, options, disabled, readonly, onChange }: WidgetProps) {
  const choices = (options.enumOptions ?? []) as Described[];
  return (
    <div className="options" role="radiogroup" id={id} aria-labelledby={`${id}__label`}>
      {choices.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
        <button
          key={String(option.value)}
          type="button"
          role="radio"
          aria-checked={value === option.value}
          disabled={disabled || readonly}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

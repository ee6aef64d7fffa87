import type { WidgetProps } from '@rjsf/utils';
import { useRooms } from '../../api/directory.ts';

/** A room of the centre, by name. */
export function Room({ id, label, value, disabled, readonly, onChange }: WidgetProps) {
  const { data } = useRooms();
  return (
    <div className="options" role="radiogroup" id={id} aria-label={label}>
      {(data?.rooms ?? []).map((room) => (
        // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
        <button
          key={room}
          type="button"
          role="radio"
          aria-checked={room === value}
          disabled={disabled || readonly}
          onClick={() => onChange(room)}
        >
          {room}
        </button>
      ))}
    </div>
  );
}

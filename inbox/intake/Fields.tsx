import type { ReactNode } from 'react';
import { Points } from '../../ui/parts/Chip.tsx';
import type { Missing } from './draft.ts';

interface GroupProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** A question of the page and what belongs to it. */
export function Group({ title, hint, children }: GroupProps) {
  return (
    <fieldset className="intakegroup">
      <legend>
        {title} <span className="small quiet">{hint}</span>
      </legend>
      {children}
    </fieldset>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly required?: boolean;
  readonly points?: number | undefined;
  readonly problem?: Missing | undefined;
  readonly help?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label above, points beside it, help or what is wrong below. `name` is the id of the control. */
export function Field({ label, name, required = false, points, problem, help, className = '', children }: FieldProps) {
  return (
    <div className={`field ${className}${problem ? ' invalid' : ''}`}>
      <label htmlFor={name}>
        {label} <Points value={points} />
        {required ? (
          <span className="required" aria-hidden>
            {' '}
            *
          </span>
        ) : null}
      </label>
      {children}
      {help && !problem ? <p className="caption">{help}</p> : null}
      {problem ? (
        <p className="fielderror small" role="alert">
          {problem.message}
        </p>
      ) : null}
    </div>
  );
}

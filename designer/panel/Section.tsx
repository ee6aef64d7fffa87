import type { ReactNode } from 'react';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../modeler/steps.ts';

/** One question of the panel: its title with the present answer at the right, and the fields below. */
export function Section({
  icon,
  title,
  answer,
  children,
  id,
}: {
  icon: IconName | 'warn' | 'law';
  title: string;
  answer?: string;
  children: ReactNode;
  id?: string;
}) {
  return (
    <section className="od-section" id={id ? `panel-${id}` : undefined} aria-label={title}>
      <header>
        <Icon name={icon} />
        <h3>{title}</h3>
        {answer ? <span className="od-answer">{answer}</span> : null}
      </header>
      {children}
    </section>
  );
}

/** A labelled row of the panel; `problem` is said in the words of the consequence. */
export function Field({
  label,
  children,
  problem,
  help,
}: {
  label?: string;
  children: ReactNode;
  problem?: string | undefined;
  help?: ReactNode;
}) {
  return (
    <div className={problem ? 'od-field od-field-wrong' : 'od-field'}>
      {label ? <span className="od-label">{label}</span> : null}
      <div className="od-control">{children}</div>
      {problem ? <p className="od-problem">{problem}</p> : null}
      {help ? <p className="od-help">{help}</p> : null}
    </div>
  );
}

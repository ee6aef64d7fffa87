/** A task's id is `<instance>.<number>`; in an address they stand apart, for a dot looks like the name of a file. */
export const taskPath = (id: string): string => `/tasks/${id.replace('.', '/')}`;

/** The task that an address names. */
export const taskOf = ({
  instance,
  number,
}: {
  readonly instance?: string;
  readonly number?: string;
}): string | undefined => (instance && number ? `${instance}.${number}` : instance);

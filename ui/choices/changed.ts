/** Fields of an address to be set anew; those without a value are taken out. */
export type Changes = Readonly<Record<string, string | null | undefined>>;

/** The address with some of its fields set anew. */
export function changed(search: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

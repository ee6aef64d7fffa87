/** A JSON value: everything that a process variable may hold. Dates travel as ISO 8601 strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Process variables by name. References and facts for decisions only, never personal data. */
export type Variables = { readonly [name: string]: Json };

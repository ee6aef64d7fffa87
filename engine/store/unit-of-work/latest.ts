/** What begins with what, at this moment, in one town. */
export interface Latest {
  /** Newest key by process id, and by `taggedId` of those that carry a tag; suspended or not. */
  readonly keys: ReadonlyMap<string, string>;
  /** Keys of the versions with which nothing begins. */
  readonly suspended: ReadonlySet<string>;
}

/** `process#tag`: no id of a process has a `#`. */
export const taggedId = (process: string, tag: string): string => `${process}#${tag}`;

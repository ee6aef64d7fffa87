import { StartError } from '../platform/start-error.ts';

/** The archive cannot be restored; the message (zh-CN) names the part. Nothing was changed. */
export class ArchiveError extends StartError {
  /** Entry of the archive that is wrong, when it is one. */
  readonly part: string | undefined;
  constructor(message: string, part?: string) {
    super(message);
    this.part = part;
  }
}

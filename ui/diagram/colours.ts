import { tokens } from '../theme/tokens.ts';

/** Where a step stands: done, now, late (now, overdue), ahead. */
export type StepState = 'done' | 'now' | 'late' | 'ahead';

export interface Paint {
  readonly stroke: string;
  readonly fill: string;
  readonly label: string;
}

/** Done = brand line on tint; now = solid brand, white words; late = danger line and words; ahead = grey line. */
export const paints: Readonly<Record<StepState, Paint>> = {
  done: { stroke: tokens.brand, fill: tokens.brandTint, label: tokens.brandActive },
  now: { stroke: tokens.brand, fill: tokens.brand, label: tokens.surface },
  late: { stroke: tokens.danger, fill: tokens.dangerTint, label: tokens.danger },
  ahead: { stroke: tokens.lineStrong, fill: tokens.surface, label: tokens.ink3 },
};

/** A scope or an event cannot be filled: its inside or its outside label must stay readable. */
export const hollow = (paint: Paint): Paint =>
  paint.label === tokens.surface
    ? { stroke: paint.stroke, fill: tokens.surface, label: tokens.brandActive }
    : { ...paint, fill: tokens.surface };

/** A count of the server's, which counts to 100 and no further: 7 → `7`, 100 → `99+`. */
export const counted = (count: number): string => (count > 99 ? '99+' : String(count));

/** Lists count up to here, which is shown as “99+”; so a count costs the same however much there is. */
export const mostCounted = 100;

export type Side = 'left' | 'right';
export const sides: readonly Side[] = ['left', 'right'];
/** +1 on the left: the side's sign along an axis that points left. */
export const signOf = (side: Side): 1 | -1 => (side === 'left' ? 1 : -1);

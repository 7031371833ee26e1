/** m/s^2. */
export const GRAVITY = 9.81;
/** Diameter of a size 7 ball, metres; sizes 6 and 5 are 3 % and 7 % smaller. */
export const BALL_METRES = 0.243;
/** Centre line of the rim's ring: inner diameter, metres, and its height above the floor. */
export const RIM_METRES = 0.457;
export const RIM_HEIGHT = 3.048;
/** Mid-shoulder to mid-hip of the landmarks, of a standing adult, metres. */
export const TORSO_METRES = 0.53;

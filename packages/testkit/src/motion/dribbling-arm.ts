/** The right arm of one who dribbles. */
import { add, fromAxes, unit, type Axes, type Vec3 } from '../geometry/vec.ts';
import type { ArmMotion } from './arms.ts';

/** Where the ball is dribbled, ahead and to the right of the spot, in parts of stature. */
export const DRIBBLE_SPOT = { ahead: 0.22, right: 0.19 };

/** Wrist from the top of the ball (m), and the hand's directions, in level axes. */
const onTop = { wrist: [-0.085, -0.01, 0.033], fingers: [0.95, 0.05, -0.3], palm: [-0.25, 0, -1] } as const;

/** Degrees. */
const ELBOW_OUT = 25;

/** The hand lies on a ball of which `centre` is told; where that rises and falls by itself, it is where the hand would be. */
export function dribblingArm(level: Axes, radius: number, centre: (t: number) => Vec3): ArmMotion {
  return (t) => ({
    wrist: add(add(centre(t), [0, 0, radius]), fromAxes(level, onTop.wrist)),
    swivel: ELBOW_OUT,
    fingers: unit(fromAxes(level, onTop.fingers)),
    palm: unit(fromAxes(level, onTop.palm)),
  });
}

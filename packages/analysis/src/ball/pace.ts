import { clamp } from '../signals/statistics.ts';
import { BALL_METRES, GRAVITY } from './constants.ts';
import type { Launch } from './launch.ts';

/** Free sightings, as believed, from which the fall of the ball may be read. */
const LEAST_SUPPORT = 5;
/** Gravity between these parts of itself is read as itself: balls and detectors differ by as much. */
const REAL_TIME = [0.65, 1.55] as const;

/**
 * How fast footage runs, from how fast the ball seems to fall: 1 as it happened, 0.5 at half speed, 2 at double speed.
 * 1 where nothing tells.
 */
export function paceOf(launch: Launch | null): number {
  if (!launch || launch.support < LEAST_SUPPORT) return 1;
  const ratio = (launch.arc.g * BALL_METRES) / launch.arc.diameter / GRAVITY;
  return ratio > REAL_TIME[0] && ratio < REAL_TIME[1] ? 1 : clamp(Math.sqrt(ratio), 0.35, 2.5);
}

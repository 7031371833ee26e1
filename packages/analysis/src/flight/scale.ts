import { BALL_METRES, GRAVITY, RIM_METRES, TORSO_METRES } from '../ball/constants.ts';
import type { Launch } from '../ball/launch.ts';
import type { Body, Scale } from '../model.ts';
import type { Ring } from '../rim/rim.ts';

/** Metres per pixel of the reference depth of an arc (the arc's own `diameter` is the ball's there). */
export interface FlightScale extends Scale {
  /** Whether gravity agrees with the sizes: the footage runs at its own speed, so seconds are seconds. */
  realTime: boolean;
}

/** Relative errors: the detector's box against the ball, ball sizes 5 to 7; people's trunks; the ring, elsewhere in depth. */
const BALL_ERROR = 0.08;
const STATURE_ERROR = 0.12;
const RIM_ERROR = 0.15;
/** Of gravity beside the fit's own: drag, and a camera that looks up. */
const GRAVITY_ERROR = 0.04;
/** Gravity that differs from the sizes by more than this, in logarithms, is the footage's speed and not the scale. */
const REAL_TIME = 0.3;

/** The best of what tells a length at the arc's reference depth. */
export function flightScale(launch: Launch, body: Body, ring: Ring | null): FlightScale {
  const { arc, leaves } = launch;
  const sizes: Scale[] = [
    { metresPerPixel: BALL_METRES / arc.diameter, relativeError: BALL_ERROR, source: 'ball' },
    {
      metresPerPixel: (TORSO_METRES / body.torso) * (arc.at(leaves).diameter / arc.diameter),
      relativeError: STATURE_ERROR,
      source: 'stature',
    },
  ];
  if (ring) {
    const there = launch.sightings.at(-1)!;
    const metresPerPixel = (RIM_METRES / (2 * ring.a)) * (arc.at(there.time).diameter / arc.diameter);
    sizes.push({ metresPerPixel, relativeError: RIM_ERROR, source: 'rim' });
  }
  const size = combined(sizes);
  const gSd = Math.sqrt(arc.covariance[4 * 7 + 4]!);
  const gravity: Scale = {
    metresPerPixel: GRAVITY / arc.g,
    relativeError: Math.hypot(GRAVITY_ERROR, gSd / arc.g),
    source: 'gravity',
  };
  const off = Math.abs(Math.log(gravity.metresPerPixel / size.metresPerPixel));
  const realTime = off < Math.max(REAL_TIME, 2 * Math.hypot(gravity.relativeError, size.relativeError));
  const best = realTime ? combined([gravity, size]) : size;
  return { ...best, realTime };
}

/** The scale at the shooter, from the arc's: the ball's depth there is the shooter's. */
export function shooterScale(launch: Launch, scale: FlightScale): Scale {
  const ratio = launch.arc.diameter / launch.arc.at(launch.leaves).diameter;
  const { metresPerPixel, relativeError, source } = scale;
  return { metresPerPixel: metresPerPixel * ratio, relativeError: Math.hypot(relativeError, 0.03), source };
}

/** Without a flight a trunk tells, roughly. */
export function bodyScale(body: Body): Scale | null {
  return body.torso > 0
    ? { metresPerPixel: TORSO_METRES / body.torso, relativeError: STATURE_ERROR, source: 'stature' }
    : null;
}

/** Weighted by precision, in logarithms; named after the most precise. */
function combined(scales: readonly Scale[]): Scale {
  const weights = scales.map((s) => s.relativeError ** -2);
  const total = weights.reduce((a, b) => a + b, 0);
  const log = scales.reduce((sum, s, i) => sum + (weights[i]! / total) * Math.log(s.metresPerPixel), 0);
  const best = scales.reduce((a, b) => (b.relativeError < a.relativeError ? b : a));
  return { metresPerPixel: Math.exp(log), relativeError: total ** -0.5, source: best.source };
}

import type { Flight, Measured, Unit, View, WithheldReason } from '@shotform/contracts';
import { GRAVITY, RIM_HEIGHT, RIM_METRES } from '../ball/constants.ts';
import type { Arc } from '../ball/arc.ts';
import type { Launch } from '../ball/launch.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import type { FlightScale } from './scale.ts';
import { propagate, type Uncertain } from './propagate.ts';

/** What a flight is measured by. */
export interface FlightEvidence {
  launch: Launch;
  view: View;
  scale: FlightScale;
  ring: Ring | null;
  release: { frame: number; timeSeconds: number };
  /** Level of the floor under the shooter in the steadied image, px; `null` where the feet were not seen. */
  floor: Uncertain | null;
}

type Numbers = Omit<Flight, 'path'>;

/** Yaws that show the flight from the side, degrees from straight. */
const LATERAL = 30;
/** Half-width of a 90 % interval in standard errors. */
const Z90 = 1.645;
/** A fit without drag is off by about this, degrees and m/s (a free throw needs 0.3 m/s more with drag). */
const DRAG_ANGLE = 1;
const DRAG_SPEED = 0.3;
/** Standard errors of the camera's roll, degrees. */
const UNKNOWN_ROLL = 2;
const KNOWN_ROLL = 1;
/** The shooter's yaw is the flight's within this, degrees: people do not stand square to the basket. */
const STANCE = 8;
/** Errors of neighbouring frames are not independent: a fit is less sure than its residuals say. */
const CORRELATION = 1.5;
const degrees = 180 / Math.PI;

/** Numbers of a flight from its arc in the image plane, scaled; what the view does not show is withheld with its reason. */
export function measureFlight(evidence: FlightEvidence): Numbers {
  const { view, launch, ring, release } = evidence;
  const yaw = view.yawDegrees;
  if (yaw === null || view.uncertaintyDegrees === null) return withheldFlight('view_not_valid');
  const fromSide = Math.abs(Math.abs(yaw) - 90);
  if (fromSide > LATERAL) return { ...withheldFlight('view_not_valid'), lateral: measureLateral(evidence, yaw) };
  const inputs = inputsOf(evidence, fromSide, view.uncertaintyDegrees);
  const ask = (unit: Unit, frame: number | null, reason: WithheldReason, of: (m: Model) => number | null, extra = 0) =>
    measured(
      unit,
      frame,
      reason,
      propagate(inputs, fitOf(launch.arc), (values, fit) => of(modelOf(evidence, values, fit))),
      extra,
    );
  const { frame } = release;
  return {
    releaseAngle: ask('deg', frame, 'no_flight', (m) => m.angle, DRAG_ANGLE),
    releaseSpeed: ask('m/s', frame, 'no_flight', (m) => m.speed, DRAG_SPEED),
    releaseHeight: ask('m', frame, 'landmarks_unreliable', (m) => m.height),
    apexHeight: ask('m', null, 'landmarks_unreliable', (m) => m.apex),
    entryAngle: ask('deg', null, ring ? 'no_flight' : 'no_rim', (m) => m.entry, DRAG_ANGLE),
    lateral: withheld('m', 'view_not_valid'),
    depth: ring ? ask('m', null, 'no_flight', (m) => m.depth) : withheld('m', 'no_rim'),
  };
}

export function withheldFlight(reason: WithheldReason): Numbers {
  return {
    releaseAngle: withheld('deg', reason),
    releaseSpeed: withheld('m/s', reason),
    releaseHeight: withheld('m', reason),
    apexHeight: withheld('m', reason),
    entryAngle: withheld('deg', reason),
    lateral: withheld('m', reason),
    depth: withheld('m', reason),
  };
}

/** What follows from one set of values. */
interface Model {
  angle: number;
  speed: number;
  height: number | null;
  apex: number | null;
  entry: number | null;
  depth: number | null;
}

function inputsOf({ view, scale, floor, ring }: FlightEvidence, fromSide: number, yawSd: number): Uncertain[] {
  return [
    { value: fromSide, sd: Math.hypot(yawSd, STANCE) },
    { value: Math.log(scale.metresPerPixel), sd: scale.relativeError },
    { value: view.rollDegrees ?? 0, sd: view.rollDegrees === null ? UNKNOWN_ROLL : KNOWN_ROLL },
    floor ?? { value: NaN, sd: 0 },
    { value: ring?.x ?? NaN, sd: ring ? 0.15 * ring.a : 0 },
  ];
}

function fitOf(arc: Arc): { values: number[]; covariance: Float64Array } {
  const values = [arc.x, arc.vx, arc.y, arc.vy, arc.g, arc.recession, Math.log(arc.diameter)];
  return { values, covariance: arc.covariance.map((c) => c * CORRELATION ** 2) };
}

/**
 * A level camera sees the sagittal plane foreshortened by the sine of its yaw; the arc's perspective is already taken
 * out, so its speeds are those at its reference depth. Where the footage does not run at its own speed, the fall of the
 * ball is the clock.
 */
function modelOf(evidence: FlightEvidence, inputs: readonly number[], fit: readonly number[]): Model {
  const [fromSide, logScale, roll, floor, rimX] = inputs as [number, number, number, number, number];
  const [, vxFit, , vyFit, g, recession] = fit as [number, number, number, number, number, number];
  const { arc } = evidence.launch;
  const at = evidence.release.timeSeconds - arc.time;
  const [cos, sin] = [Math.cos(roll / degrees), Math.sin(roll / degrees)];
  const [px, py] = [vxFit, vyFit + g * at];
  const vx = Math.abs(px * cos + py * sin) / Math.cos(Math.min(60, Math.abs(fromSide)) / degrees);
  const up = -(py * cos - px * sin);
  const metres = Math.exp(logScale);
  const ball = evidence.launch.arc.at(evidence.release.timeSeconds);
  // At the release the ball is as far away as the shooter's feet.
  const depthRatio = Math.max(0.2, 1 + recession * at);
  const height = Number.isNaN(floor) ? null : (floor - ball.y) * metres * depthRatio;
  const apex = height === null ? null : height + ((up * up) / (2 * g)) * metres;
  return {
    angle: Math.atan2(up, vx) * degrees,
    speed: Math.hypot(vx, up) * (evidence.scale.realTime ? metres : Math.sqrt((metres * GRAVITY) / g)),
    height,
    apex,
    entry: entryAngle(evidence, vx, up, g, metres, height),
    depth: depthAt(evidence, metres, rimX),
  };
}

/** Where the ball comes down to the ring: at the ring in the image where it is known, else at its height. */
function entryAngle(
  { launch, ring, release }: FlightEvidence,
  vx: number,
  up: number,
  g: number,
  metres: number,
  height: number | null,
): number | null {
  if (ring) {
    const time = crossing(launch, ring);
    if (time !== null) return Math.atan2(g * (time - release.timeSeconds) - up, vx) * degrees;
  }
  if (height === null) return null;
  const rest = up * up - 2 * g * ((RIM_HEIGHT - height) / metres);
  return rest > 0 ? Math.atan2(Math.sqrt(rest), vx) * degrees : null;
}

/** Past the front of the ring, along the flight. */
function depthAt({ launch, ring }: FlightEvidence, metres: number, rimX: number): number | null {
  if (!ring) return null;
  const time = crossing(launch, ring);
  if (time === null) return null;
  const at = launch.arc.at(time);
  const scale = (metres * launch.arc.diameter) / at.diameter;
  return (at.x - rimX) * Math.sign(launch.arc.vx) * scale + RIM_METRES / 2;
}

/** When the free flight comes down to the ring's level; `null` where it does not near it. */
function crossing({ arc, leaves }: Launch, ring: Ring): number | null {
  const step = 0.01;
  for (let time = leaves + step; time < leaves + 4; time += step) {
    const [a, b] = [arc.at(time - step), arc.at(time)];
    const [p, q] = [inRing(ring, a.x, a.y), inRing(ring, b.x, b.y)];
    if (p.below >= 0 || q.below < 0) continue;
    return Math.abs(q.across) < 5 ? time - step * (q.below / (q.below - p.below)) : null;
  }
  return null;
}

/** From in front or behind, how far to the shooter's right of the ring's centre the ball crosses its level. */
function measureLateral({ launch, ring, view }: FlightEvidence, yaw: number): Measured {
  if (!ring) return withheld('m', 'no_rim');
  const facing = Math.cos(yaw / degrees);
  if (Math.abs(facing) < Math.cos(LATERAL / degrees)) return withheld('m', 'view_not_valid');
  const time = crossing(launch, ring);
  const seen = launch.sightings.at(-1)!.time;
  if (time === null || seen < time - 0.3) return withheld('m', 'no_flight');
  const across = inRing(ring, launch.arc.at(time).x, ring.y).across * (RIM_METRES / 2);
  // A ball short or long of the ring is seen beside it by the tangent of how far the view is from straight.
  const slant =
    RIM_METRES * Math.abs(Math.tan(Math.acos(Math.abs(facing)))) +
    Math.tan((view.uncertaintyDegrees ?? 10) / degrees) * RIM_METRES;
  return measured('m', null, 'no_flight', { value: -across * Math.sign(facing), sd: Math.hypot(0.05, slant) }, 0);
}

function measured(
  unit: Unit,
  frame: number | null,
  reason: WithheldReason,
  found: Uncertain | null,
  extra: number,
): Measured {
  if (!found) return withheld(unit, reason);
  const half = Z90 * Math.hypot(found.sd, extra);
  return { value: found.value, unit, interval: [found.value - half, found.value + half], frame, measurable: true };
}

function withheld(unit: Unit, reason: WithheldReason): Measured {
  return { value: null, unit, interval: null, frame: null, measurable: false, reason };
}

import type { Flight, Measured, Unit, WithheldReason } from '@shotform/contracts';
import { RIM_HEIGHT, RIM_METRES } from '../ball/constants.ts';
import { deviationFrom } from '../metrics/view.ts';
import { Z90 } from '../metrics/estimate.ts';
import type { FlightFit } from './fit.ts';
import { yawOfThrow, type FlightModel } from './model.ts';
import type { Uncertain } from './propagate.ts';
import { along, dot, levelled, type Vector } from './space.ts';

type Numbers = Omit<Flight, 'path'>;

/** Views that show a flight from the side, and those that show it along its way, degrees from straight. */
const SQUARE = 30;
/** An interval whose half is larger than this says nothing worth knowing: degrees, m/s and metres. */
const MOST = { angle: 8, speed: 0.8, height: 0.25, place: 0.2 };
const degrees = 180 / Math.PI;

/**
 * Numbers of a flight; what the view does not show, or what could be anything, is withheld with its reason.
 *
 * @param frame of the release
 * @param onFloor whether the floor at the shooter's feet was seen
 */
export function measureFlight(fit: FlightFit, frame: number, onFloor: boolean): Numbers {
  const yaw = yawOfThrow(fit.model) * degrees;
  const fromSide = deviationFrom('sagittal', yaw) <= SQUARE;
  const ask = (unit: Unit, most: number, of: (model: FlightModel) => number | null, at: number | null = null) =>
    fromSide ? measured(unit, at, most, fit.quantity(of)) : withheld(unit, 'view_not_valid');
  const atRing = (shown: boolean, of: (model: FlightModel) => number | null): Measured => {
    if (!fit.ring) return withheld('m', 'no_rim');
    return shown ? measured('m', null, MOST.place, fit.quantity(of)) : withheld('m', 'view_not_valid');
  };
  const scaled = (unit: Unit, most: number, of: (model: FlightModel) => number, at: number | null) =>
    fit.scaleAgrees ? ask(unit, most, of, at) : withheld(unit, 'scale_unknown');
  const floored = (of: (model: FlightModel) => number, at: number | null = null) =>
    onFloor ? scaled('m', MOST.height, of, at) : withheld('m', 'landmarks_unreliable');
  return {
    releaseAngle: ask('deg', MOST.angle, ({ leaves, up }) => elevation(leaves.velocity, up), frame),
    releaseSpeed: scaled('m/s', MOST.speed, ({ leaves }) => Math.hypot(...leaves.velocity), frame),
    releaseHeight: floored((m) => m.height, frame),
    apexHeight: floored(apexHeight),
    entryAngle: fit.ring || onFloor ? ask('deg', MOST.angle, entryAngle) : withheld('deg', 'no_rim'),
    lateral: atRing(deviationFrom('frontal', yaw) <= SQUARE, (m) => missed(m)?.right ?? null),
    depth: atRing(fromSide, (m) => missed(m)?.past ?? null),
    scaleByBall: measured(
      'ratio',
      null,
      Infinity,
      fit.quantity(({ ball }) => 1 / ball),
    ),
    scaleByRing: fit.scaleByRing ? measured('ratio', null, Infinity, fit.scaleByRing) : withheld('ratio', 'no_rim'),
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
    scaleByBall: withheld('ratio', reason),
    scaleByRing: withheld('ratio', reason),
  };
}

/** Above the level, degrees. */
function elevation(velocity: Vector, up: Vector): number {
  return Math.atan2(dot(velocity, up), Math.hypot(...levelled(velocity, up))) * degrees;
}

/** Highest place of the ball's centre over the floor. */
function apexHeight({ states, up, leaves, height }: FlightModel): number {
  const over = (seconds: number) => dot(along(states.at(seconds), leaves.place, -1), up);
  const step = 0.02;
  let time = 0;
  while (time < 2 && over(time + step) > over(time)) time += step;
  return height + Math.max(0, over(time));
}

/** Below the level where the ball comes down to the ring, or to its height over the floor. */
function entryAngle({ states, up, arrives, leaves, height }: FlightModel): number | null {
  const time = arrives ?? states.fallsThrough(along(leaves.place, up, RIM_HEIGHT - height), up);
  if (time === null) return null;
  const step = 0.01;
  return -elevation(along(states.at(time + step), states.at(time - step), -1), up);
}

/** Where the ball crosses the ring's level: past the front of the ring, and to the right of its centre, as the shooter sees it. */
function missed({ states, up, arrives, leaves, ring }: FlightModel): { past: number; right: number } | null {
  if (arrives === null) return null;
  const off = along(states.at(arrives), ring, -1);
  const way = levelled(along(ring, leaves.place, -1), up);
  const ahead = along([0, 0, 0], way, 1 / Math.hypot(...way));
  const right: Vector = [
    ahead[1] * up[2] - ahead[2] * up[1],
    ahead[2] * up[0] - ahead[0] * up[2],
    ahead[0] * up[1] - ahead[1] * up[0],
  ];
  return { past: dot(off, ahead) + RIM_METRES / 2, right: dot(off, right) };
}

function measured(unit: Unit, frame: number | null, most: number, found: Uncertain | null): Measured {
  if (!found) return withheld(unit, 'no_flight');
  const half = Z90 * found.sd;
  if (!(half <= most)) return withheld(unit, 'scale_unknown');
  return { value: found.value, unit, interval: [found.value - half, found.value + half], frame, measurable: true };
}

function withheld(unit: Unit, reason: WithheldReason): Measured {
  return { value: null, unit, interval: null, frame: null, measurable: false, reason };
}

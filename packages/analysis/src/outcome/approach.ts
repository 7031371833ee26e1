import { BALL_METRES, GRAVITY, RIM_METRES } from '../ball/constants.ts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { leastSquares } from '../signals/leastSquares.ts';
import { clamp } from '../signals/statistics.ts';

/** Lengths here are in half widths of the ring, times in seconds of the footage. */
export interface Approach {
  /** When the ball's middle comes down to the ring's plane. */
  time: number;
  /** Where it does so, from the ring's middle: across the picture, and level away from the camera. */
  across: number;
  away: number;
  /** Of the two, of the ring's own middle, and of the logarithm of the ball's size against the ring's. */
  variance: { across: number; away: number; middle: number; lnSize: number };
  /** How much of its level way is away from the camera or towards it, as far as that is known: 0-1. */
  depth: number;
  /** How badly place and sizes of ring and ball go together: a sum of five squares of standard errors. */
  strain: number;
  /** What free fall looks like beside the ring, px/s^2 down the picture. */
  gravity: number;
  /** Where a sighting at the net is by its place and size. */
  locate(sighting: Pick<Sighting, 'x' | 'y' | 'diameter'>): Located;
}

/** A place from the ring's middle: across the picture, and level away from the camera. */
export interface Located {
  across: number;
  away: number;
  /** How much nearer it is for each unit that the logarithm of its diameter is larger. */
  perLnDiameter: number;
}

/** What the ring's line encloses, and what it is drawn with: the tube is 16 mm thick. */
const TUBE_METRES = 0.016;
const HALF_RING = (RIM_METRES + TUBE_METRES) / 2;
/** A ball's diameter in half widths of the ring: those of sizes 5 to 7 are 22.5 to 24.3 cm. */
const BALL = (0.963 * BALL_METRES) / HALF_RING;
const FALL = GRAVITY / HALF_RING;

/** Standard errors of a sighting: px, in its diameters, and of the logarithm of its diameter. */
const PIXEL = 0.5;
const CENTRE = 0.05;
export const LN_DIAMETER = 0.05;
const DIAMETER_PIXEL = 1;
/** Of the ball's size, and of what finders make of it, as a logarithm. */
const BALL_SD = 0.045;
/**
 * Of a found ring: half height over half width, its middle in half widths, and its width as a logarithm. It may be found
 * with some of its bracket, a third of its width from the side, and that the sooner the flatter it is seen.
 */
const RING = {
  roundness: 0.07,
  middle: 0.1,
  flatMiddle: 0.3,
  lnWidth: -0.04,
  lnWidthSd: 0.06,
  lnFlatWidth: -0.07,
  lnFlatWidthSd: 0.12,
  flat: 0.35,
};
/** Cameras stand or are held so far under a ring, metres, by a logarithm's standard error; no ring is seen flatter. */
const UNDER = { metres: 1.6, sd: 0.35, least: 0.1 };
/** Of the pace of the footage squared, as a logarithm. */
const LN_FALL_SD = 0.15;
/** What comes to a ring does so at about this speed, m/s. */
const DOWN = { value: -4.5, sd: 2 };
const LEVEL_SD = 3.5;
/** From straight below nothing is seen of a fall. */
const LEAST_SIDE = 0.1;
/** Throws come down this near the middle of the ring, in half widths. */
const AIM_SD = 2;
/** What is expected of when it comes, seconds of real time. */
const TIME_SD = 0.1;

const parameter = {
  across: 0,
  away: 1,
  time: 2,
  vAcross: 3,
  vAway: 4,
  vAbove: 5,
  lnFar: 6,
  lift: 7,
  lnRing: 8,
  lnBall: 9,
  lnFall: 10,
} as const;
const PARAMETERS = Object.keys(parameter).length;
type Parameters = readonly number[];

/** What is known before any ball is seen. */
interface Known {
  ring: Ring;
  pace: number;
  /** Of the camera's look up at the ring, radians. */
  lift: { value: number; sd: number };
  lnFar: { value: number; sd: number };
  lnRing: { value: number; sd: number };
  middleSd: number;
}

/**
 * How a ball in free fall comes to a ring, in space: before a camera below it that looks up as steeply as the ring is
 * round, as far away as a hand-held camera then is, to a ball as much farther or nearer than the ring as it is too small
 * or too large against it. All that is not known of camera, ring and ball is in the uncertainty.
 *
 * @param seen the ball before it meets anything, in order of time
 * @param expected about when it comes to the ring
 * @returns `null` where nothing is seen of it
 */
export function approach(seen: readonly Sighting[], ring: Ring, expected: number, pace: number): Approach | null {
  if (seen.length === 0) return null;
  const known = knownOf(ring, pace);
  const solution = leastSquares({
    start: startOf(seen, known, expected),
    steps: new Array<number>(PARAMETERS).fill(1e-6),
    residuals: (p) => [...priors(p, known, expected), ...seen.flatMap((s) => misfit(p, known, s))],
    isDoubtful: (index) => index >= PRIORS,
  });
  if (!solution) return null;
  const { parameters: p, covariance: c, residuals } = solution;
  const n = p.length;
  const middle = known.middleSd ** 2;
  return {
    time: p[parameter.time]!,
    across: p[parameter.across]!,
    away: p[parameter.away]!,
    variance: { across: c[0]! + middle, away: c[n + 1]! + middle, middle, lnSize: BALL_SD ** 2 + known.lnRing.sd ** 2 },
    depth: depthOf(p[parameter.vAcross]!, p[parameter.vAway]!, c[parameter.vAway * (n + 1)]!),
    strain: SCALES.reduce<number>((sum, i) => sum + residuals[i]! ** 2, 0),
    gravity: FALL * pace ** 2 * Math.max(LEAST_SIDE, Math.cos(p[parameter.lift]!)) * ring.a,
    locate: (sighting) => located(p, known, sighting),
  };
}

/** A part of squares: what is not known of the speed away is expected of it, too. */
function depthOf(across: number, away: number, variance: number): number {
  const squared = away * away + variance;
  return squared / (squared + across * across);
}

function knownOf(ring: Ring, pace: number): Known {
  const round = clamp(ring.b / ring.a, 0, 0.97);
  const seen = Math.max(UNDER.least, round);
  const flat = clamp(1 - round / RING.flat, 0, 1);
  const liftSd = RING.roundness / Math.sqrt(1 - round * round);
  return {
    ring,
    pace,
    lift: { value: Math.asin(round), sd: liftSd },
    lnFar: { value: Math.log(UNDER.metres / HALF_RING / seen), sd: Math.hypot(UNDER.sd, Math.min(0.6, liftSd / seen)) },
    middleSd: RING.middle + flat * (RING.flatMiddle - RING.middle),
    lnRing: {
      value: RING.lnWidth + flat * (RING.lnFlatWidth - RING.lnWidth),
      sd: RING.lnWidthSd + flat * (RING.lnFlatWidthSd - RING.lnWidthSd),
    },
  };
}

function startOf(seen: readonly Sighting[], { ring, pace, lift, lnFar, lnRing }: Known, expected: number): number[] {
  const [first, last] = [seen[0]!, seen.at(-1)!];
  const span = Math.max(1e-3, last.time - first.time);
  const across = inRing(ring, last.x, last.y).across;
  const vAcross = (across - inRing(ring, first.x, first.y).across) / span;
  const vAbove = (DOWN.value / HALF_RING) * pace;
  return [
    across + vAcross * (expected - last.time),
    0,
    expected,
    vAcross,
    0,
    vAbove,
    lnFar.value,
    lift.value,
    lnRing.value,
    0,
    0,
  ];
}

/** What is expected of each parameter, in their order. */
const PRIORS = PARAMETERS;
/** Those of where it comes down, and of the sizes of distance, ring and ball. */
const SCALES = [0, 1, 5, 7, 8] as const;

function priors(p: Parameters, { pace, lift, lnFar, lnRing }: Known, expected: number): number[] {
  const at = (name: keyof typeof parameter) => p[parameter[name]]!;
  const speed = pace / HALF_RING;
  return [
    at('across') / AIM_SD,
    at('away') / AIM_SD,
    at('vAcross') / (LEVEL_SD * speed),
    at('vAway') / (LEVEL_SD * speed),
    (at('vAbove') - DOWN.value * speed) / (DOWN.sd * speed),
    (at('lnFar') - lnFar.value) / lnFar.sd,
    (at('lift') - lift.value) / lift.sd,
    (at('lnRing') - lnRing.value) / lnRing.sd,
    at('lnBall') / BALL_SD,
    at('lnFall') / LN_FALL_SD,
    ((at('time') - expected) * pace) / TIME_SD,
  ];
}

/** Half widths across and px under the ring's middle; `px` of half a ring's width there. */
function placeAt(p: Parameters, known: Known, time: number): { across: number; below: number; px: number } {
  const t = time - p[parameter.time]!;
  const fall = FALL * known.pace ** 2 * Math.exp(p[parameter.lnFall]!);
  const across = p[parameter.across]! + p[parameter.vAcross]! * t;
  const away = p[parameter.away]! + p[parameter.vAway]! * t;
  const above = p[parameter.vAbove]! * t - (fall / 2) * t * t;
  const [sin, cos] = [Math.sin(p[parameter.lift]!), Math.cos(p[parameter.lift]!)];
  const far = Math.exp(p[parameter.lnFar]!);
  const px = (known.ring.a * Math.exp(p[parameter.lnRing]!)) / Math.max(0.2, 1 + (away * cos + above * sin) / far);
  return { across: (across * px) / known.ring.a, below: (away * sin - above * cos) * px, px };
}

/** What is seen against what is expected, in standard errors: across, down the picture, and the diameter's logarithm. */
function misfit(p: Parameters, known: Known, s: Pick<Sighting, 'time' | 'x' | 'y' | 'diameter'>): number[] {
  const there = placeAt(p, known, s.time);
  const place = inRing(known.ring, s.x, s.y);
  const sd = PIXEL + CENTRE * s.diameter;
  return [
    ((place.across - there.across) * known.ring.a) / sd,
    (place.below - there.below) / sd,
    (Math.log(s.diameter / (BALL * there.px)) - p[parameter.lnBall]!) / (LN_DIAMETER + DIAMETER_PIXEL / s.diameter),
  ];
}

function located(p: Parameters, { ring }: Known, s: Pick<Sighting, 'x' | 'y' | 'diameter'>): Located {
  const [sin, cos] = [Math.sin(p[parameter.lift]!), Math.cos(p[parameter.lift]!)];
  const far = Math.exp(p[parameter.lnFar]!);
  const px = s.diameter / (BALL * Math.exp(p[parameter.lnBall]!));
  const deeper = far * ((ring.a * Math.exp(p[parameter.lnRing]!)) / px - 1);
  const place = inRing(ring, s.x, s.y);
  return {
    across: (place.across * ring.a) / px,
    away: (place.below / px) * sin + deeper * cos,
    perLnDiameter: far * cos,
  };
}

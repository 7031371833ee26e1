/**
 * The flight's fit on thrown balls with drag: true positions as cameras all around the shooter's side see them, with noise.
 * The targets of section 7 of the domain notes. No pose and no detector: what the fit itself makes of a flight.
 */
import { fitArc } from '../../packages/analysis/src/ball/arc.ts';
import { fitFlight, type FlightEvidence, type FlightSighting } from '../../packages/analysis/src/flight/fit.ts';
import { measureFlight } from '../../packages/analysis/src/flight/measure.ts';
import {
  ballPixels,
  cameraOf,
  inView,
  project,
  toCamera,
  type Camera,
} from '../../packages/testkit/src/camera/camera.ts';
import { projectCircle } from '../../packages/testkit/src/camera/ellipse.ts';
import {
  fallsThrough,
  flown,
  RIM_HEIGHT,
  RIM_RADIUS,
  velocityTo,
  type Moving,
} from '../../packages/testkit/src/ball/flight.ts';
import { random, type Random } from '../../packages/testkit/src/geometry/random.ts';
import { shooterSpec } from '../../packages/testkit/src/spec/defaults.ts';
import { count, mean, quantile } from './statistics.ts';
import type { TargetRow } from './tables.ts';

const FLIGHTS = 1000;
const FPS = 30;
/** Standard errors of what is seen, px. */
const NOISE = 1;
/** Standard error of the yaw that the shooter's body tells, degrees, and of the moment of release, seconds. */
const YAW_ERROR = 12;
const RELEASE_ERROR = 0.001;
/** How far from the ring's middle throws come down, metres: players of all kinds. */
const AIM = 0.2;
/** Less of a flight in the picture is none, seconds. */
const LEAST_SPAN = 0.3;
/** Diameters of balls of sizes 7, 6 and 5, metres; the engine is not told which. */
const balls = [0.243, 0.235, 0.225] as const;
/** A ring is found with these standard errors, in its half widths, beside the pixels': about what finders do on drawn clips. */
const RING_ERROR = { centre: 0.15, size: 0.1 };
/** Trunks against statures, and how they differ between people. */
const TRUNK = { part: 0.284, spread: 0.12 };
const quantities = ['releaseAngle', 'releaseSpeed', 'releaseHeight', 'entryAngle'] as const;
type Quantity = (typeof quantities)[number];

interface ThrownFlight {
  /** `null` where the ball is hardly in the picture. */
  evidence: FlightEvidence | null;
  truth: Record<Quantity, number>;
}

/** @returns a row for each target, and one for the intervals of each quantity */
export function evaluateFlight(flights = FLIGHTS): TargetRow[] {
  const errors: Record<Quantity, number[]> = { releaseAngle: [], releaseSpeed: [], releaseHeight: [], entryAngle: [] };
  const held: Record<Quantity, number> = { releaseAngle: 0, releaseSpeed: 0, releaseHeight: 0, entryAngle: 0 };
  for (let seed = 1; seed <= flights; seed++) {
    const { evidence, truth } = thrown(seed);
    const fit = evidence && fitFlight(evidence);
    if (!fit) continue;
    const found = measureFlight(fit, 0, true);
    for (const name of quantities) {
      const { value, interval } = found[name];
      if (value === null || !interval) continue;
      errors[name].push(value - truth[name]);
      if (truth[name] >= interval[0] && truth[name] <= interval[1]) held[name]++;
    }
  }
  const row = (name: Quantity, title: string, target: number, unit: string, digits: number): TargetRow => {
    const own = errors[name];
    const mae = mean(own.map(Math.abs));
    const show = (value: number) => `${value.toFixed(digits)}${unit}`;
    return {
      test: title,
      target: `MAE <= ${target}${unit}`,
      value: `${show(mae)}, bias ${show(mean(own))}, 90 % within ${show(quantile(own.map(Math.abs), 0.9) ?? NaN)}`,
      n: own.length,
      pass: own.length > 0 && mae <= target,
    };
  };
  const coverage = (name: Quantity, title: string): TargetRow => {
    const part = held[name] / errors[name].length;
    return {
      test: `${title}: 90 % intervals`,
      target: 'hold 85-95 %',
      value: count(held[name], errors[name].length),
      n: errors[name].length,
      pass: part >= 0.85 && part <= 0.95,
    };
  };
  return [
    row('releaseAngle', 'release angle', 1, '°', 2),
    coverage('releaseAngle', 'release angle'),
    row('releaseSpeed', 'release speed', 0.25, ' m/s', 3),
    coverage('releaseSpeed', 'release speed'),
    row('releaseHeight', 'release height', 0.05, ' m', 3),
    coverage('releaseHeight', 'release height'),
    row('entryAngle', 'entry angle', 1.5, '°', 2),
    coverage('entryAngle', 'entry angle'),
  ];
}

/** A throw at the basket from about a shooter's hands, and what a camera at their side sees of it. */
function thrown(seed: number): ThrownFlight {
  const source = random(seed).fork('flight');
  const stature = source.range(1.55, 2.05);
  const side = source.next() < 0.5 ? 1 : -1;
  const distance = source.range(3, 7);
  const yaw = side * source.range(60, 120);
  const spec = shooterSpec({
    video: { width: 1280, height: 720, fps: FPS },
    court: { distance, ballDiameter: balls[Math.floor(source.next() * balls.length)]! },
    shooter: { stature },
    camera: {
      yawDegrees: yaw,
      distance: source.range(3, 5) + distance,
      height: source.range(0.9, 1.9),
      focal: 0.85 * Math.exp(source.normal(0.25)),
      rollDegrees: source.normal(2),
    },
  });
  const camera = cameraOf(spec)(0);
  const from: Moving['p'] = [source.range(0.05, 0.4), source.normal(0.05), source.range(1.2, 1.45) * stature];
  const target: Moving['p'] = [distance + source.normal(AIM), source.normal(AIM), RIM_HEIGHT];
  const ball: Moving = { p: from, v: velocityTo(from, target, source.range(47, 58)) };
  const falls = fallsThrough(ball, RIM_HEIGHT);
  if (!falls) throw new RangeError('a throw that does not come down at the basket');
  const elevation = (v: Moving['v']) => (Math.atan2(v[2], Math.hypot(v[0], v[1])) * 180) / Math.PI;
  return {
    evidence: seen(camera, ball, falls.seconds, source, {
      stature,
      yaw,
      distance,
      radius: spec.court.ballDiameter / 2,
    }),
    truth: {
      releaseAngle: elevation(ball.v),
      releaseSpeed: Math.hypot(...ball.v),
      releaseHeight: from[2],
      entryAngle: -elevation(falls.v),
    },
  };
}

function seen(
  camera: Camera,
  ball: Moving,
  lasts: number,
  source: Random,
  { stature, yaw, distance, radius }: { stature: number; yaw: number; distance: number; radius: number },
): FlightEvidence | null {
  const ellipse = projectCircle(camera, [distance, 0, RIM_HEIGHT], RIM_RADIUS)!;
  const noise = () => source.normal(NOISE);
  const ringNoise = (part: keyof typeof RING_ERROR) => noise() + source.normal(RING_ERROR[part]) * ellipse.a;
  const sightings: FlightSighting[] = [];
  // The first sight is up to a picture after the release; the last before the ball may touch the rim.
  for (let t = source.range(0.03, 0.03 + 1 / FPS); t < lasts - 0.05; t += 1 / FPS) {
    const at = project(camera, flown(ball, t).p);
    if (!at || !inView(camera, at[0], at[1])) continue;
    const diameter = ballPixels(camera, radius, at[2]) + noise();
    sightings.push({ time: t, x: at[0] + noise(), y: at[1] + noise(), diameter: Math.max(2, diameter) });
  }
  const [width, height] = [camera.width, camera.height];
  const arc = fitArc(sightings, { x: (width - 1) / 2, y: (height - 1) / 2 });
  if (!arc || sightings.at(-1)!.time - sightings[0]!.time < LEAST_SPAN) return null;
  const shoulders = toCamera(camera, [0, 0, 0.8 * stature])[2];
  const feet = project(camera, [0, 0, 0])!;
  const torso = (camera.focal * TRUNK.part * stature * (1 + source.normal(TRUNK.spread))) / shoulders;
  return {
    sightings,
    arc,
    picture: { width, height },
    release: { timeSeconds: source.normal(RELEASE_ERROR), uncertaintySeconds: RELEASE_ERROR },
    pace: { value: 1, sd: 0.003 },
    yaw: { value: yaw + source.normal(YAW_ERROR), sd: YAW_ERROR },
    torso,
    ring: {
      ...ellipse,
      x: ellipse.x + ringNoise('centre'),
      y: ellipse.y + ringNoise('centre'),
      a: Math.max(2, ellipse.a + ringNoise('size')),
      b: Math.max(0, ellipse.b + ringNoise('size')),
      confidence: 0.9,
    },
    floor: { value: feet[1] + source.normal(0.03 * torso), sd: 0.03 * torso },
  };
}

/**
 * How much each cue of an outcome tells (`WEIGHTS` in packages/analysis/src/outcome/outcome.ts): a logistic regression on
 * simulated throws of every kind, seen from all around by cameras and finders that err. It knows no real clip.
 * `node scripts/eval/derive/outcome.ts [COUNT]` prints the weights and how sure what they say is against how often it is right.
 */
import type { TrackFrame, Tracks } from '@shotform/contracts';
import { makeScene } from '../../../packages/analysis/src/ball/scene.ts';
import { outcomeCues, madeOdds, type OutcomeCues } from '../../../packages/analysis/src/outcome/cues.ts';
import { ballPixels, cameraOf, inView, project, toCamera } from '../../../packages/testkit/src/camera/camera.ts';
import { projectCircle, type Ellipse } from '../../../packages/testkit/src/camera/ellipse.ts';
import { RIM_HEIGHT, RIM_RADIUS, velocityTo, type Moving } from '../../../packages/testkit/src/ball/flight.ts';
import { simulate } from '../../../packages/testkit/src/ball/simulate.ts';
import { random } from '../../../packages/testkit/src/geometry/random.ts';
import { shooterSpec } from '../../../packages/testkit/src/spec/defaults.ts';
import { solveSymmetric } from '../../../packages/analysis/src/signals/linear.ts';
import { flightAlone } from '../../../packages/analysis/src/outcome/alone.ts';
import { markdownTable } from '../tables.ts';
import { linesOf } from './simulatedLines.ts';

const FPS = 30;
const SECONDS = 3;
/** Finders err: of the ball in its diameters, of its diameter as a logarithm in each picture, at the net, and in all. */
const BALL_ERROR = { centre: 0.05, size: 0.05, sizeInNet: 0.12, bias: 0.02 };
/**
 * Of the ring: of its middle and half height in its half widths, of its width as a logarithm. Seen flat it may be found
 * with some of its bracket.
 */
const RING_ERROR = { centre: 0.1, width: 0.06, height: 0.07, bracket: 0.3, flat: 0.35 };
/** Throws miss to a side by so much less than short or long. */
const ASIDE = 0.6;
/** Balls of sizes 5 to 7, metres. */
const BALLS = [0.225, 0.235, 0.243] as const;
/** Part of the pictures in which the ball is missed in the open, and where net and ring are before it. */
const MISSED = { open: 0.07, inNet: 0.35 };
/** Ridge of the regression: no cue is worth everything. */
const RIDGE = 1;
const names = [
  'through',
  'inNet',
  'between',
  'leaves',
  'braked',
  'netMoves',
  'netStill',
] as const satisfies readonly (keyof OutcomeCues)[];

interface Seen {
  cues: OutcomeCues;
  made: boolean;
}

const count = Number(process.argv[2] ?? 1500);
const all = Array.from({ length: count }, (_, i) => throwOf(i + 1)).filter((seen) => seen !== null);
const [fitted, kept] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
const weights = logistic(fitted);
console.log(`${all.length} of ${count} throws judged, ${all.filter(({ made }) => made).length} made`);
console.log(
  markdownTable(
    ['cue', 'weight'],
    names.map((name, i) => [name, weights[i]!.toFixed(2)]),
  ),
);
for (const [title, odds] of [
  [
    'these weights, on the other half',
    (cues: OutcomeCues) => names.reduce((sum, name, i) => sum + weights[i]! * cues[name], 0),
  ],
  ['the weights in force', madeOdds],
] as const) {
  console.log(title);
  console.log(markdownTable(['belief', 'throws', 'right'], calibration(kept, odds)));
}

function throwOf(seed: number): Seen | null {
  const source = random(seed).fork('throw');
  const distance = source.range(1.5, 7);
  const spec = shooterSpec({
    seed,
    court: { distance, ballDiameter: BALLS[Math.floor(source.range(0, 3))]! },
    camera: source.next() < 0.5 ? besideShooter(source, distance) : nearHoop(source, distance),
  });
  const camera = cameraOf(spec)(0);
  const from: Moving['p'] = [0.25, 0, source.range(1.9, 2.7)];
  // Half of the throws come down about the ring, the others anywhere from an air ball in front to the board's edge.
  const spread = source.next() < 0.5 ? 0.1 : 0.35;
  const target: Moving['p'] = [distance + source.normal(spread), source.normal(ASIDE * spread), RIM_HEIGHT];
  const ball: Moving = { p: from, v: velocityTo(from, target, source.range(46, 58)) };
  const radius = spec.court.ballDiameter / 2;
  const flight = simulate(ball, 0, SECONDS + 1, { rimX: distance, radius, basket: true });
  const ellipse = projectCircle(camera, [distance, 0, RIM_HEIGHT], RIM_RADIUS);
  if (!ellipse || !inView(camera, ellipse.x, ellipse.y)) return null;
  const depth = toCamera(camera, [distance, 0, RIM_HEIGHT])[2];
  const ring = foundRing(source, ellipse, camera.right[0]);
  const sizeBias = source.normal(BALL_ERROR.bias);
  const shaken = source.next() < 0.3 ? source.range(0.1, 0.5) : 0.03;
  // Nets hang loose or stiff (drawn ones move by 0.2 to 0.4 half a second after), are hardly seen from afar, or are none.
  const liveliness = source.next() < 0.2 ? null : source.range(0.3, 0.9) * Math.min(1, ellipse.a / 50);
  const lines = linesOf(source, camera, [distance, 0, RIM_HEIGHT], ellipse);
  const frames = Array.from({ length: SECONDS * FPS }, (_, i): TrackFrame => {
    const time = i / FPS;
    const at = flight.at(time);
    const seen = project(camera, at);
    const inNet =
      seen !== null && Math.hypot(seen[0] - ellipse.x, seen[1] - ellipse.y - 0.7 * ellipse.a) < 1.2 * ellipse.a;
    const diameter = seen ? ballPixels(camera, radius, seen[2]) : 0;
    const since = flight.madeSeconds === null ? -1 : time - flight.madeSeconds;
    const netted = inNet && (since > 0 || seen[2] > depth);
    const missed = source.next() < (netted ? MISSED.inNet : MISSED.open);
    const found = seen && !missed && inView(camera, seen[0], seen[1]);
    const touched = flight.touchedSeconds === null ? -1 : time - flight.touchedSeconds;
    const swing = (after: number, decay: number) => (after > 0 ? Math.exp(-after / decay) : 0);
    // A ball that passes before or behind the net looks like movement of it.
    const motion = swing(since, 0.6) + 0.3 * swing(touched, 0.3) + (inNet ? 0.5 : 0);
    return {
      pose: [],
      ball: found
        ? [
            {
              x: seen[0] + source.normal(BALL_ERROR.centre) * diameter,
              y: seen[1] + source.normal(BALL_ERROR.centre) * diameter,
              diameter: diameter * Math.exp(sizeBias + source.normal(netted ? BALL_ERROR.sizeInNet : BALL_ERROR.size)),
              confidence: source.range(0.6, 0.95),
              source: 'simulated',
              ...lines(at, radius),
            },
          ]
        : [],
      rim: ring,
      netMotion:
        liveliness === null ? null : Math.min(1, Math.abs(liveliness * motion) + Math.abs(source.normal(shaken))),
    };
  });
  const tracks: Tracks = {
    schemaVersion: '1.0',
    video: {
      width: camera.width,
      height: camera.height,
      frames: frames.length,
      timesSeconds: frames.map((_, i) => i / FPS),
      rotationDegrees: 0,
      letterbox: spec.video.letterbox,
    },
    frames,
    camera: { moving: false, transforms: null },
    models: [],
  };
  const yaw = source.next() < 0.5 ? spec.camera.yawDegrees : null;
  const evidence = flightAlone(makeScene(tracks), yaw);
  const cues = evidence && outcomeCues(evidence);
  return cues && { cues, made: flight.madeSeconds !== null };
}

type Source = ReturnType<typeof random>;
type Placed = Partial<ReturnType<typeof shooterSpec>['camera']>;

/** All of the shot in view, from breast height. */
function besideShooter(source: Source, distance: number): Placed {
  return {
    yawDegrees: source.range(-180, 180),
    distance: source.range(4, 8) + (source.next() < 0.5 ? distance : 0),
    height: source.range(0.9, 2.2),
    focal: source.range(0.6, 1.1),
  };
}

/** Under the hoop, looking up at it, or some way off with what is not about the hoop cut away. */
function nearHoop(source: Source, distance: number): Placed {
  const [away, around] = [source.range(1, 5), source.range(-Math.PI, Math.PI)];
  const [x, y] = [distance + away * Math.cos(around), away * Math.sin(around)];
  return {
    yawDegrees: (Math.atan2(-y, x) * 180) / Math.PI,
    distance: Math.hypot(x, y),
    height: source.range(0.9, 1.9),
    focal: source.range(0.6, 0.8) * Math.max(1, away / 2),
    aim: { x: distance, y: source.normal(0.2), z: RIM_HEIGHT + source.normal(0.3) },
  };
}

/** `side`: how much the bracket is to the right of the ring, as seen: -1 .. 1. */
function foundRing(source: Source, seen: Ellipse, side: number) {
  const flat = Math.max(0, 1 - seen.b / seen.a / RING_ERROR.flat);
  const bracket = source.next() < 0.5 ? flat * Math.abs(side) * source.range(0, RING_ERROR.bracket) : 0;
  return {
    x: seen.x + (source.normal(RING_ERROR.centre) + Math.sign(side) * 1.3 * bracket) * seen.a,
    y: seen.y + source.normal(RING_ERROR.centre) * seen.a,
    a: seen.a * (1 + bracket) * Math.exp(source.normal(RING_ERROR.width)),
    b: Math.max(0.02 * seen.a, seen.b + source.normal(RING_ERROR.height) * seen.a),
    angleDegrees: seen.angleDegrees,
    confidence: source.range(0.6, 0.98),
  };
}

/** Newton's method; no constant, so that nothing seen says nothing; makes and misses weigh alike. */
function logistic(shots: readonly Seen[]): number[] {
  let w = names.map(() => 0);
  const makes = shots.filter(({ made }) => made).length;
  for (let round = 0; round < 25; round++) {
    const n = names.length;
    const a = new Float64Array(n * n);
    const b = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = RIDGE;
      b[i] = -RIDGE * w[i]!;
    }
    for (const { cues, made } of shots) {
      const share = shots.length / (2 * (made ? makes : shots.length - makes));
      const x = names.map((name) => cues[name]);
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * w[i]!, 0)));
      x.forEach((u, i) => {
        b[i]! += share * u * (Number(made) - p);
        x.forEach((v, j) => (a[i * n + j]! += share * u * v * p * (1 - p)));
      });
    }
    const step = solveSymmetric(a, b)!.x;
    w = w.map((value, i) => value + step[i]!);
  }
  return w;
}

function calibration(shots: readonly Seen[], odds: (cues: OutcomeCues) => number): string[][] {
  const bins = [0.5, 0.67, 0.8, 0.9, 0.95, 0.98, 1.001];
  return bins.slice(1).map((high, i) => {
    const here = shots.filter(({ cues }) => {
      const belief = 1 / (1 + Math.exp(-Math.abs(odds(cues))));
      return belief >= bins[i]! && belief < high;
    });
    const right = here.filter(({ cues, made }) => odds(cues) > 0 === made).length;
    return [`${bins[i]}-${Math.min(1, high)}`, String(here.length), `${((100 * right) / here.length).toFixed(1)} %`];
  });
}

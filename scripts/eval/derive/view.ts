/**
 * What a view does to each kind of measurement: angles of synthetic shooters in the picture against those in space, over
 * the yaw that the engine would read (from the trunk, which is turned against the throw). `node scripts/eval/derive/view.ts`
 * prints the standard errors that stand in packages/analysis/src/metrics/view.ts.
 */
import { landmark, stillsOf, variedShooter, type Stills } from '@shotform/testkit';
import { normalNumbers } from '../normal.ts';
import { markdownTable } from '../tables.ts';

type Point = readonly [number, number, number];
const SHOOTERS = 100;
/** How far from the best view cameras are put, degrees; trunks are turned further. */
const FARTHEST = 110;
/** The span before the release in which the engine reads the trunk's yaw, seconds. */
const READ = [-0.6, -0.05] as const;
/** Rules of the forearm, which goes with the throw; the trunk is turned towards the guide hand by this much on average. */
const OF_THE_THROW = new Set(['elbowFlexed', 'elbowExtending', 'forearmFrontal']);
const MEAN_TURN = 12;
const LAG_STEP = 0.01;
const bins = [0, 10, 20, 30, 40, 50, 60, 75, 90] as const;
/** Standard error of a joint as the engine takes it, in trunk lengths (`MODEL_OFFSET` of the analysis). */
const JOINT_ERROR = 0.04;

/** By measurement: what the view makes of it, by deviation; and what the model's errors make of it in the best view. */
const errors = new Map<string, { view: Map<number, number[]>; model: number[] }>();
for (let seed = 1; seed <= SHOOTERS; seed++) {
  const stills = stillsOf(variedShooter(seed));
  for (const [measure, best] of [
    [sagittal, 90],
    [frontal, 0],
    [frontal, 180],
  ] as const) {
    for (let off = -FARTHEST; off <= FARTHEST; off += 5) add(measure(stills, best + off), best);
    addModel(measure(stills, best), measure(withJointErrors(stills, seed), best));
  }
}
const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => v * v)));
/** Measurements that are judged by one rule count alike. */
const rules = new Map<string, string[]>();
for (const name of errors.keys()) {
  const rule = name.split(':')[0]!;
  rules.set(rule, [...(rules.get(rule) ?? []), name]);
}
const rows = [...errors].map(
  ([name, { view, model }]) => [name, rms(model), ...bins.map((bin) => rms(view.get(bin) ?? []))] as const,
);
for (const [rule, names] of rules) {
  const own = rows.filter(([name]) => names.includes(name)).map(([, ...values]) => values);
  const pooled = own[0]!.map((_, i) => rms(own.map((values) => values[i]!)));
  console.log(
    `${rule}: model ${pooled[0]!.toPrecision(2)}, view [${bins.map((bin, i) => `[${bin}, ${pooled[i + 1]!.toPrecision(2)}]`).join(', ')}]`,
  );
}
console.log(
  markdownTable(
    ['standard error of', 'the model', ...bins.map((bin) => `at ${bin}°`)],
    rows.map(([name, ...values]) => [name, ...values.map((v) => v.toPrecision(2))]),
  ),
);

interface Found {
  yaw: number;
  values: Record<string, number>;
}

function add(found: Found | null, best: number): void {
  if (!found) return;
  for (const [name, value] of Object.entries(found.values)) {
    const yaw = found.yaw - (OF_THE_THROW.has(name.split(':')[0]!) ? MEAN_TURN : 0);
    const deviation = Math.abs(yaw - best - 360 * Math.round((yaw - best) / 360));
    const bin = bins.reduce((a, b) => (Math.abs(b - deviation) < Math.abs(a - deviation) ? b : a));
    if (Math.abs(bin - deviation) > 5) continue;
    const { view } = entryOf(name);
    if (Number.isFinite(value)) view.set(bin, [...(view.get(bin) ?? []), value]);
  }
}

function addModel(exact: Found | null, shifted: Found | null): void {
  for (const [name, value] of Object.entries(exact?.values ?? {})) {
    const error = (shifted?.values[name] ?? NaN) - value;
    if (Number.isFinite(error)) entryOf(name).model.push(error);
  }
}

function entryOf(name: string): { view: Map<number, number[]>; model: number[] } {
  const entry = errors.get(name) ?? { view: new Map<number, number[]>(), model: [] };
  errors.set(name, entry);
  return entry;
}

/** The same with every joint off by as much as the model's are, the same all the time. */
function withJointErrors({ shot, at }: Stills, seed: number): Stills {
  const normal = normalNumbers(seed);
  const offsets = Array.from({ length: 33 }, () => [normal(), normal()] as const);
  return {
    shot,
    at(time, camera) {
      const still = at(time, camera);
      const [hips, shoulders] = [middle(still.landmarks, 'Hip'), middle(still.landmarks, 'Shoulder')];
      const size = JOINT_ERROR * distance(hips, shoulders);
      const landmarks = still.landmarks.map(([x, y, depth], i): [number, number, number] => [
        x + size * offsets[i]![0],
        y + size * offsets[i]![1],
        depth,
      ]);
      return { ...still, landmarks };
    },
  };
}

/** The engine's angles for a right-hander seen from about the right, less the truth. */
function sagittal({ shot, at }: Stills, yawDegrees: number): Found | null {
  const { dip, setPoint } = shot.events;
  if (dip === null || setPoint === null) return null;
  const release = shot.release.timeSeconds;
  const [low, set, now] = [dip, setPoint, release].map((t) => at(t, { yawDegrees }).landmarks);
  const { metrics } = shot;
  const side = (points: readonly Point[], names: readonly (keyof typeof landmark)[]) =>
    interior(...(names.map((n) => points[landmark[n]]!) as [Point, Point, Point]));
  const elbow = ['rightShoulder', 'rightElbow', 'rightWrist'] as const;
  const upper = ['rightHip', 'rightShoulder', 'rightElbow'] as const;
  const values = {
    'knee: at dip': side(low!, ['rightHip', 'rightKnee', 'rightAnkle']) - metrics.kneeAtDip.value,
    'hip: at dip': side(low!, ['rightShoulder', 'rightHip', 'rightKnee']) - metrics.hipAtDip.value,
    'elbowFlexed: at set': side(set!, elbow) - metrics.elbowAtSet.value,
    'elbowFlexed: forearm': lean(set!, 'rightElbow', 'rightWrist') - metrics.forearmAtSet,
    'elbowExtending: at release': side(now!, elbow) - metrics.elbowAtRelease.value,
    'elbowStraight: after release': straightest({ shot, at }, yawDegrees) - metrics.maxElbowExtension.value,
    'shoulder: at set': side(set!, upper) - metrics.upperArmAtSet.value,
    'shoulder: at release': side(now!, upper) - metrics.upperArmAtRelease.value,
    'trunkSagittal: at release': trunkLean(now!) - metrics.trunkLeanAtRelease,
    'legTiming: knee': lag({ shot, at }, yawDegrees, ['rightHip', 'rightKnee', 'rightAnkle']),
    'legTiming: hip': lag({ shot, at }, yawDegrees, ['rightShoulder', 'rightHip', 'rightKnee']),
    'armTiming: elbow': lag({ shot, at }, yawDegrees, elbow),
    'armTiming: shoulder': lag({ shot, at }, yawDegrees, upper),
  };
  return { yaw: trunkYaw({ shot, at }, yawDegrees), values };
}

function frontal({ shot, at }: Stills, yawDegrees: number): Found | null {
  const { dip, setPoint } = shot.events;
  if (dip === null || setPoint === null) return null;
  const outward = Math.cos((yawDegrees * Math.PI) / 180) > 0 ? -1 : 1;
  const [low, set, now] = [dip, setPoint, shot.release.timeSeconds].map((t) => at(t, { yawDegrees }));
  const flare = (points: readonly Point[]) => -outward * lean(points, 'rightElbow', 'rightWrist');
  const shoulders = (points: readonly Point[]) =>
    Math.abs(points[landmark.rightShoulder]![0] - points[landmark.leftShoulder]![0]);
  const ankles = Math.abs(low!.landmarks[landmark.rightAnkle]![0] - low!.landmarks[landmark.leftAnkle]![0]);
  const wrists = distance(now!.landmarks[landmark.rightWrist]!, now!.landmarks[landmark.leftWrist]!);
  const real = (a: keyof typeof landmark, b: keyof typeof landmark) =>
    Math.hypot(...now!.court[landmark[a]]!.map((v, i) => v - now!.court[landmark[b]]![i]!));
  // The court's y points to the shooter's left.
  const trunk = [middle(now!.court, 'Hip'), middle(now!.court, 'Shoulder')] as const;
  const trueLean = (Math.atan2(trunk[0][1] - trunk[1][1], trunk[1][2] - trunk[0][2]) * 180) / Math.PI;
  const values = {
    'forearmFrontal: flare at set': flare(set!.landmarks) - shot.metrics.flareAtSet,
    'forearmFrontal: flare at release': flare(now!.landmarks) - shot.metrics.flareAtRelease,
    'trunkFrontal: at release': outward * trunkLean(now!.landmarks) - trueLean,
    'widthFrontal: stance': ankles / shoulders(low!.landmarks) - shot.metrics.stanceWidth,
    'widthFrontal: guide hand':
      wrists / shoulders(now!.landmarks) - shot.metrics.guideHandAtRelease / real('rightShoulder', 'leftShoulder'),
  };
  return { yaw: trunkYaw({ shot, at }, yawDegrees), values };
}

/** Where the trunk looks, as the engine reads it: from the lines of the shoulders and the hips. */
function trunkYaw({ shot, at }: Stills, yawDegrees: number): number {
  const release = shot.release.timeSeconds;
  let [sine, cosine] = [0, 0];
  for (let k = 0; k < 6; k++) {
    const { court } = at(release + READ[0] + ((READ[1] - READ[0]) * (k + 0.5)) / 6);
    for (const part of ['Shoulder', 'Hip'] as const) {
      const [l, r] = [court[landmark[`left${part}`]]!, court[landmark[`right${part}`]]!];
      // Ahead of the body, from its left-to-right line; the camera stands at -yaw from the throw.
      const ahead = Math.atan2(r[0] - l[0], -(r[1] - l[1])) + (yawDegrees * Math.PI) / 180;
      sine += Math.sin(ahead);
      cosine += Math.cos(ahead);
    }
  }
  return (Math.atan2(sine, cosine) * 180) / Math.PI;
}

/** When a joint opens fastest in the picture, less when it does in space, seconds. */
function lag({ shot, at }: Stills, yawDegrees: number, names: readonly (keyof typeof landmark)[]): number {
  const times: number[] = [];
  for (let t = shot.events.dip!; t < shot.release.timeSeconds + 0.2; t += LAG_STEP) times.push(t);
  const angles = times.map((t) => {
    const { landmarks, court } = at(t, { yawDegrees });
    const flat = interior(...(names.map((n) => landmarks[landmark[n]]!) as [Point, Point, Point]));
    const [a, b, c] = names.map((n) => court[landmark[n]]!);
    return [flat, interiorInSpace(a!, b!, c!)] as const;
  });
  const [seen, real] = ([0, 1] as const).map((which) => {
    const speeds = angles.slice(1).map((next, i) => next[which] - angles[i]![which]);
    return times[speeds.indexOf(Math.max(...speeds))]!;
  });
  return seen! - real!;
}

function straightest({ shot, at }: Stills, yawDegrees: number): number {
  const values = Array.from({ length: 26 }, (_, i) => {
    const { landmarks } = at(shot.release.timeSeconds + i * 0.02, { yawDegrees });
    return interior(
      landmarks[landmark.rightShoulder]!,
      landmarks[landmark.rightElbow]!,
      landmarks[landmark.rightWrist]!,
    );
  });
  return Math.max(...values);
}

/** From the side the shooter faces the right of the picture. */
function lean(points: readonly Point[], from: keyof typeof landmark, to: keyof typeof landmark): number {
  const [a, b] = [points[landmark[from]]!, points[landmark[to]]!];
  return (Math.atan2(b[0] - a[0], a[1] - b[1]) * 180) / Math.PI;
}

function trunkLean(points: readonly Point[]): number {
  const [hips, shoulders] = [middle(points, 'Hip'), middle(points, 'Shoulder')];
  return (Math.atan2(shoulders[0] - hips[0], hips[1] - shoulders[1]) * 180) / Math.PI;
}

function middle(points: readonly Point[], part: 'Hip' | 'Shoulder'): Point {
  const [l, r] = [points[landmark[`left${part}`]]!, points[landmark[`right${part}`]]!];
  return [(l[0] + r[0]) / 2, (l[1] + r[1]) / 2, (l[2] + r[2]) / 2];
}

function interior(a: Point, b: Point, c: Point): number {
  const [one, two] = [Math.atan2(a[1] - b[1], a[0] - b[0]), Math.atan2(c[1] - b[1], c[0] - b[0])];
  const turn = Math.abs(one - two) % (2 * Math.PI);
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}

function interiorInSpace(a: Point, b: Point, c: Point): number {
  const [u, v] = [a, c].map((end) => end.map((value, i) => value - b[i]!));
  const dot = u!.reduce((sum, value, i) => sum + value * v![i]!, 0);
  return (Math.acos(dot / (Math.hypot(...u!) * Math.hypot(...v!))) * 180) / Math.PI;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

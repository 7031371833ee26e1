/**
 * Over how long a turning point is read (`TURN` in packages/analysis/src/metrics/measures.ts): the middle of a parabola through
 * so much to either side. A short span keeps the pose model's noise, a long one bends the turn: both, of drawn shooters'
 * knees and elbows; what the model is off by all the time has nothing to do with the span and is taken out.
 * Not conclusive yet: the engine looks for the lowest place of a noisy curve, which a short span makes too low, and that is not
 * in here. So `TURN` is not taken from this. `node scripts/eval/derive/turn.ts [COUNT]`
 */
import { landmark, stillsOf, type ShotTruth } from '@shotform/testkit';
import { buildBodies } from '../../../packages/analysis/src/signals/body.ts';
import { interiorAngle } from '../../../packages/analysis/src/signals/joints.ts';
import type { Body, Landmark } from '../../../packages/analysis/src/model.ts';
import { middleOfParabola } from '../../../packages/analysis/src/metrics/measures.ts';
import { normalNumbers } from '../normal.ts';
import { markdownTable } from '../tables.ts';
import { pixelShots, type PixelShot } from './pixels.ts';

const SPANS = [0.03, 0.05, 0.07, 0.1, 0.13, 0.16, 0.2] as const;
/** Views in which the picture shows the angle, degrees from the near side. */
const SQUARE = 25;
/** Moments are found with this standard error, seconds. */
const EVENT_ERROR = 0.02;
const STEPS = 10;
/** Over so much to either side the model's own offset is taken, seconds. */
const AROUND = 0.2;

const shots = (await pixelShots(Number(process.argv[2] ?? 96))).filter(
  ({ truth }) => Math.abs(truth.shots[0]!.yawDegrees - 90) <= SQUARE,
);
const knee = [landmark.rightHip, landmark.rightKnee, landmark.rightAnkle] as const;
const elbow = [landmark.rightShoulder, landmark.rightElbow, landmark.rightWrist] as const;
const rows = SPANS.map((span) => [
  String(span),
  rms(shots, span, knee, (shot) => shot.events.dip).toFixed(2),
  rms(shots, span, elbow, (shot) => shot.events.setPoint).toFixed(2),
]);
console.log(`${shots.length} shots`);
console.log(markdownTable(['seconds to either side', 'knee at dip, rms', 'elbow at set, rms'], rows));

/** Noise that is left and bend that is added, together, one standard error in degrees. */
function rms(
  all: readonly PixelShot[],
  span: number,
  joints: readonly [Landmark, Landmark, Landmark],
  eventOf: (shot: ShotTruth) => number | null,
): number {
  const errors = all.flatMap(({ options, tracks, truth, seed }) => {
    const event = eventOf(truth.shots[0]!);
    const body = buildBodies(tracks).toSorted((a, b) => b.times.length - a.times.length)[0];
    if (event === null || !body || event - AROUND < body.times[0]!) return [];
    const stills = stillsOf(options);
    const real = (time: number) => {
      const { landmarks } = stills.at(time);
      return angleOf(joints.map((joint) => landmarks[joint]!));
    };
    const noise = (time: number) => angleOf(joints.map((joint) => placeOf(body, joint, time))) - real(time);
    const offset = mean(offsetsOf(AROUND).map((o) => noise(event + o)));
    const time = event + EVENT_ERROR * normalNumbers(seed)();
    const read = offsetsOf(span).map((o) => real(time + o) + noise(time + o) - offset);
    const error = middleOfParabola(offsetsOf(span), read) - real(event);
    return Number.isNaN(error) ? [] : [error];
  });
  return Math.sqrt(mean(errors.map((e) => e * e)));
}

function offsetsOf(span: number): number[] {
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => ((i - STEPS) / STEPS) * span);
}

function placeOf(body: Body, joint: Landmark, time: number): number[] {
  const point = body.at(joint, time);
  return point ? [point.x, point.y] : [NaN, NaN];
}

function angleOf(points: readonly (readonly number[])[]): number {
  const [a, b, c] = points.map((point) => point.slice(0, 2));
  return interiorAngle(a!, b!, c!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

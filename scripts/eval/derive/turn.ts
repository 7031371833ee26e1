/**
 * Over how long a turning point is read (`TURN` in packages/analysis/src/metrics/measures.ts): the middle of a parabola through
 * so much to either side of the moment that the engine finds. A short span keeps noise, and the lowest of a noisy curve is too
 * low; a long one bends the turn. Synthetic shooters from about their side, with the noise that vision has.
 * `node scripts/eval/derive/turn.ts [COUNT]`
 */
import { analyze } from '@shotform/analysis';
import { landmark, stillsOf, synthesizeTracks, variedShooter } from '@shotform/testkit';
import { buildBodies } from '../../../packages/analysis/src/signals/body.ts';
import { interiorAngle } from '../../../packages/analysis/src/signals/joints.ts';
import type { Landmark } from '../../../packages/analysis/src/model.ts';
import { middleOfParabola } from '../../../packages/analysis/src/metrics/measures.ts';
import { markdownTable } from '../tables.ts';

const SPANS = [0.03, 0.05, 0.07, 0.1, 0.13, 0.16, 0.2] as const;
/** Views in which the picture shows the angle, degrees from the near side. */
const SQUARE = 20;
const STEPS = 10;

type Joints = readonly [Landmark, Landmark, Landmark];
const turns = {
  dip: [landmark.rightHip, landmark.rightKnee, landmark.rightAnkle] as Joints,
  setPoint: [landmark.rightShoulder, landmark.rightElbow, landmark.rightWrist] as Joints,
};
type Turn = keyof typeof turns;

const errors: Record<Turn, number[][]> = { dip: SPANS.map(() => []), setPoint: SPANS.map(() => []) };
for (let seed = 1; seed <= Number(process.argv[2] ?? 40); seed++) {
  const varied = variedShooter(seed);
  const yawDegrees = 90 + SQUARE * (((seed * 0.6180339887) % 1) * 2 - 1);
  const options = { ...varied, camera: { ...varied.camera, yawDegrees } };
  const { tracks } = synthesizeTracks(options);
  const { shot, at } = stillsOf(options);
  const found = analyze(tracks).shots[0];
  const body = buildBodies(tracks).toSorted((a, b) => b.times.length - a.times.length)[0];
  if (!found || !body) continue;
  for (const turn of ['dip', 'setPoint'] as const) {
    const [seen, real] = [found.events[turn], shot.events[turn]];
    if (!seen || real === null) continue;
    const joints = turns[turn];
    const truth = angleOf(joints.map((joint) => at(real).landmarks[joint]!));
    SPANS.forEach((span, i) => {
      const offsets = Array.from({ length: 2 * STEPS + 1 }, (_, k) => ((k - STEPS) / STEPS) * span);
      const read = offsets.map((offset) =>
        angleOf(
          joints.map((joint) => {
            const point = body.at(joint, seen.timeSeconds + offset);
            return point ? [point.x, point.y] : [NaN, NaN];
          }),
        ),
      );
      const error = middleOfParabola(offsets, read) - truth;
      if (Number.isFinite(error)) errors[turn][i]!.push(error);
    });
  }
}
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const show = (values: readonly number[]) =>
  `${Math.sqrt(mean(values.map((v) => v * v))).toFixed(2)} (bias ${mean(values).toFixed(2)})`;
console.log(`${errors.dip[0]!.length} dips, ${errors.setPoint[0]!.length} set points`);
console.log(
  markdownTable(
    ['seconds to either side', 'knee at dip, rms', 'elbow at set, rms'],
    SPANS.map((span, i) => [String(span), show(errors.dip[i]!), show(errors.setPoint[i]!)]),
  ),
);

function angleOf(points: readonly (readonly number[])[]): number {
  const [a, b, c] = points.map((point) => point.slice(0, 2));
  return interiorAngle(a!, b!, c!);
}

/**
 * How a shooting arm bends and straightens, and how a guide arm does (`SHOOTING` and `GUIDING` in
 * packages/analysis/src/people/hand.ts): synthetic shooters who differ as people do, seen from about the arm's side, with what
 * the pose model's joints are off by. `node scripts/eval/derive/hand.ts [COUNT]`
 */
import { landmark, stillsOf, variedShooter } from '@shotform/testkit';
import { AFTER, BEFORE } from '../../../packages/analysis/src/people/hand.ts';
import { random } from '../../../packages/testkit/src/geometry/random.ts';

/** Cameras stand this far from square to the arm's side, degrees. */
const OFF_SQUARE = 35;
const STEP = 0.02;
/** Standard errors that the pose model makes of a bent and of a straight elbow, degrees (`derive/view.ts`). */
const MODEL = { bent: 7.8, straight: 8.9 };

const arms = { shooting: [] as number[][], guiding: [] as number[][] };
for (let seed = 1; seed <= Number(process.argv[2] ?? 100); seed++) {
  const source = random(seed).fork('hand');
  const { shot, at } = stillsOf(variedShooter(seed));
  for (const side of ['left', 'right'] as const) {
    const yawDegrees = (side === 'right' ? 90 : -90) + source.range(-OFF_SQUARE, OFF_SQUARE);
    const elbow = (time: number) => {
      const { landmarks } = at(time, { yawDegrees });
      return interior(
        landmarks[landmark[`${side}Shoulder`]]!,
        landmarks[landmark[`${side}Elbow`]]!,
        landmarks[landmark[`${side}Wrist`]]!,
      );
    };
    const over = ([from, to]: readonly [number, number]) => {
      const values: number[] = [];
      for (let t = from; t <= to; t += STEP) values.push(elbow(shot.release.timeSeconds + t));
      return values;
    };
    const bent = Math.min(...over(BEFORE)) + source.normal(MODEL.bent);
    const straight = Math.max(...over(AFTER)) + source.normal(MODEL.straight);
    arms[side === 'right' ? 'shooting' : 'guiding'].push([bent, straight - bent]);
  }
}
for (const [name, rows] of Object.entries(arms)) {
  const mean = (of: (row: number[]) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const [bent, opens] = [mean((r) => r[0]!), mean((r) => r[1]!)];
  const [bentSd, opensSd] = [Math.sqrt(mean((r) => (r[0]! - bent) ** 2)), Math.sqrt(mean((r) => (r[1]! - opens) ** 2))];
  const correlation = mean((r) => (r[0]! - bent) * (r[1]! - opens)) / (bentSd * opensSd);
  console.log(
    `${name}: bent ${bent.toFixed(0)} +- ${bentSd.toFixed(0)}, opens by ${opens.toFixed(0)} +- ${opensSd.toFixed(0)}, correlation ${correlation.toFixed(2)}`,
  );
}

function interior(a: readonly number[], b: readonly number[], c: readonly number[]): number {
  const [one, two] = [Math.atan2(a[1]! - b[1]!, a[0]! - b[0]!), Math.atan2(c[1]! - b[1]!, c[0]! - b[0]!)];
  const turn = Math.abs(one - two) % (2 * Math.PI);
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}

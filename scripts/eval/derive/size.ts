/**
 * How large a ball looks against what a person's pose says it should (`EXPECTED_SIZE` in
 * packages/vision/src/scene/ball-evidence.ts): of drawn shooters of all sizes, the true ball in the picture over a ball at
 * the size that the model gives the person. `node scripts/eval/derive/size.ts [COUNT]`
 */
import { scaleOfPerson } from '../../../packages/vision/src/scene/people.ts';
import { quantile } from '../statistics.ts';
import { pixelShots } from './pixels.ts';

/** The ball is as far away as the shooter until it leaves. */
const UNTIL_RELEASE = 0;

const ratios = (await pixelShots(Number(process.argv[2] ?? 96))).flatMap(({ tracks, truth }) => {
  const release = truth.shots[0]!.release.timeSeconds;
  const own = truth.frames.flatMap((frame, i) => {
    const ball = frame.balls.find(({ shot }) => shot === 0);
    const pose = tracks.frames[i]?.pose[0];
    const scale = pose && scaleOfPerson(pose);
    const before = frame.timeSeconds < release + UNTIL_RELEASE;
    return ball && scale && before ? [Math.log2(ball.diameter / scale.ballDiameter)] : [];
  });
  const middle = quantile(own, 0.5);
  return middle === null ? [] : [middle];
});
const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
const sd = Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0) / ratios.length);
console.log(`log2 of true over expected diameter: ${mean.toFixed(3)} +- ${sd.toFixed(3)} of ${ratios.length} shooters`);

/**
 * How much later than the fingertips lose the ball a release is told (`GAP_LAG` in packages/analysis/src/flight/flight.ts):
 * synthetic shooters from the side, at 30 and 60 pictures a second. `node scripts/eval/derive/release.ts [COUNT]`
 */
import { analyze } from '@shotform/analysis';
import { synthesizeTracks, variedShooter } from '@shotform/testkit';

const count = Number(process.argv[2] ?? 60);
const lags: number[] = [];
for (let seed = 1; seed <= count; seed++) {
  const { camera, ...shooter } = variedShooter(seed);
  const yawDegrees = (seed % 2 ? 1 : -1) * (60 + ((seed * 37) % 61));
  const options = {
    ...shooter,
    video: { fps: seed % 3 ? 30 : 60 },
    camera: { height: camera?.height ?? 1.5, focal: camera?.focal ?? 0.9, yawDegrees },
  };
  const { tracks, truth } = synthesizeTracks(options);
  const release = truth.shots[0]!.release.timeSeconds;
  for (const shot of analyze(tracks).shots) {
    const lag = shot.release.timeSeconds - release;
    if (Math.abs(lag) < 0.3 && shot.release.source !== 'pose') lags.push(lag);
  }
}
const mean = lags.reduce((sum, lag) => sum + lag, 0) / lags.length;
const sd = Math.sqrt(lags.reduce((sum, lag) => sum + (lag - mean) ** 2, 0) / lags.length);
console.log(`${lags.length} releases: told ${mean.toFixed(4)} +- ${sd.toFixed(4)} s after the fingers lose the ball`);

/**
 * How far the moments of a shot are told from where they truly are: synthetic shooters, cameras all around, 30 and 60 pictures
 * a second. `SET_SD` and `END_LAG` in packages/analysis/src/events/events.ts are from here.
 * `node scripts/eval/derive/moments.ts [COUNT]`
 */
import { analyze } from '@shotform/analysis';
import { eventNames } from '@shotform/contracts';
import { synthesizeTracks, variedShooter } from '@shotform/testkit';
import { markdownTable } from '../tables.ts';

const count = Number(process.argv[2] ?? 60);
const lags = new Map<string, number[]>(eventNames.map((name) => [name, []]));
for (let seed = 1; seed <= count; seed++) {
  const { camera, ...shooter } = variedShooter(seed);
  const { height = 1.5, focal = 0.9, distance = 6 } = camera ?? {};
  const options = {
    ...shooter,
    video: { fps: seed % 3 ? 30 : 60 },
    camera: { height, focal, distance, yawDegrees: ((seed * 77) % 360) - 179 },
  };
  const { tracks, truth } = synthesizeTracks(options);
  const [shot, actual] = [analyze(tracks).shots[0], truth.shots[0]!];
  if (!shot || Math.abs(shot.release.timeSeconds - actual.release.timeSeconds) > 0.1) continue;
  for (const name of eventNames) {
    const [told, is] = [shot.events[name]?.timeSeconds, actual.events[name]];
    if (told !== undefined && is !== null) lags.get(name)!.push(told - is);
  }
}
const rows = [...lags].map(([name, own]) => {
  const mean = own.reduce((sum, lag) => sum + lag, 0) / own.length;
  const sd = Math.sqrt(own.reduce((sum, lag) => sum + (lag - mean) ** 2, 0) / own.length);
  return [name, String(own.length), mean.toFixed(3), sd.toFixed(3)];
});
console.log(markdownTable(['event', 'n', 'told later by, s', '+-'], rows));

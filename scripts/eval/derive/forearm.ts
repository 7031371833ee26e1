/**
 * How far shooting forearms lean towards the rim (`FOREARM_LEANS` in packages/analysis/src/metrics/dictionary/alignment.ts), of
 * synthetic shooters who differ as people do. `node scripts/eval/derive/forearm.ts [COUNT]`
 */
import { landmark, stillsOf, variedShooter } from '@shotform/testkit';

const leans = { setPoint: [] as number[], release: [] as number[] };
for (let seed = 1; seed <= Number(process.argv[2] ?? 30); seed++) {
  const { shot, at } = stillsOf(variedShooter(seed));
  for (const event of ['setPoint', 'release'] as const) {
    const time = shot.events[event];
    if (time === null) continue;
    const { court } = at(time);
    const [elbow, wrist] = [court[landmark.rightElbow]!, court[landmark.rightWrist]!];
    leans[event].push((Math.atan2(wrist[0] - elbow[0], wrist[2] - elbow[2]) * 180) / Math.PI);
  }
}
for (const [event, values] of Object.entries(leans)) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  console.log(`${event}: ${mean.toFixed(0)} +- ${sd.toFixed(0)} degrees of ${values.length} shooters`);
}

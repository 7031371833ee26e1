/**
 * How wrong the trunk's yaw is that the engine reads from the pose network's world landmarks, on drawn shooters seen along
 * the line of sight. `node scripts/eval/derive/yaw.ts [COUNT]` prints the standard errors that stand in
 * packages/analysis/src/view/yaw.ts, and whether axes along the line of sight or the camera's fit better.
 */
import { landmark, shooterSpec } from '@shotform/testkit';
import { buildBodies } from '../../../packages/analysis/src/signals/body.ts';
import { yawOf } from '../../../packages/analysis/src/view/yaw.ts';
import { markdownTable } from '../tables.ts';
import { pixelShots, type PixelShot } from './pixels.ts';

const BEFORE_RELEASE = [-0.6, -0.05] as const;
const DEGREES = 180 / Math.PI;
const views = [
  { name: 'front', from: 0, to: 45 },
  { name: 'side', from: 45, to: 135 },
  { name: 'back', from: 135, to: 181 },
] as const;

const found = (await pixelShots(Number(process.argv[2] ?? 96))).flatMap((shot) => {
  const yaw = readYaw(shot);
  return yaw === null ? [] : [{ yaw, thrown: shot.truth.shots[0]!.yawDegrees, ...trueYaw(shot) }];
});
const rows = views.map(({ name, from, to }) => {
  const own = found.filter(({ yaw }) => Math.abs(yaw) >= from && Math.abs(yaw) < to);
  const bySight = own.map(({ yaw, alongSight }) => wrap(yaw - alongSight));
  const byCamera = own.map(({ yaw, alongCamera }) => wrap(yaw - alongCamera));
  const towardsFront = own.map(({ yaw, alongSight }) => wrap(yaw - alongSight) * -Math.sign(yaw));
  return [name, String(own.length), rms(bySight).toFixed(1), mean(towardsFront).toFixed(1), rms(byCamera).toFixed(1)];
});
const head = ['view', 'shots', 'rms along the sight', 'mean towards the front', 'rms along the camera'];
console.log(markdownTable(head, rows));
// What is read less the yaw of the throw, for a right-hander: the trunk's own turn, and the model's towards the camera.
const spots = [-180, -135, -90, -45, 0, 45, 90, 135, 180];
console.log(
  markdownTable(
    ['read', 'less the throw', 'shots'],
    spots.map((spot) => {
      const near = found.filter(({ yaw }) => Math.abs(wrap(yaw - spot)) <= 30);
      return [String(spot), mean(near.map(({ yaw, thrown }) => wrap(yaw - thrown))).toFixed(0), String(near.length)];
    }),
  ),
);

function readYaw({ tracks, truth }: PixelShot): number | null {
  const release = truth.shots[0]!.release.timeSeconds;
  const body = buildBodies(tracks)
    .filter(({ times }) => times[0]! < release && times.at(-1)! > release)
    .toSorted((a, b) => b.times.length - a.times.length)[0];
  return (body && yawOf(body, release + BEFORE_RELEASE[0], release + BEFORE_RELEASE[1])?.degrees) ?? null;
}

/** Of the shoulders and hips, against the line of sight and against the way the camera looks. */
function trueYaw({ options, truth }: PixelShot): { alongSight: number; alongCamera: number } {
  const { camera, video } = shooterSpec(options);
  const release = truth.shots[0]!.release.timeSeconds;
  const frames = truth.frames.filter(
    ({ timeSeconds: t }) => t > release + BEFORE_RELEASE[0] && t < release + BEFORE_RELEASE[1],
  );
  let [sine, cosine, column] = [0, 0, 0];
  for (const { world, landmarks } of frames) {
    for (const part of ['Shoulder', 'Hip'] as const) {
      const [l, r] = [world[landmark[`left${part}`]]!, world[landmark[`right${part}`]]!];
      const heading = Math.atan2(r[0] - l[0], -(r[1] - l[1]));
      sine += Math.sin(heading);
      cosine += Math.cos(heading);
    }
    column += landmarks[landmark.leftHip]![0] / frames.length;
  }
  // The camera stands at minus its yaw around the shooter.
  const alongSight = wrap(Math.atan2(sine, cosine) * DEGREES + camera.yawDegrees);
  const focal = camera.focal * Math.max(video.width, video.height);
  const aside = Math.atan2(column - (video.width - 1) / 2, focal) * DEGREES;
  return { alongSight, alongCamera: wrap(alongSight + aside) };
}

function wrap(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function rms(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((v) => v * v)));
}

/**
 * What shows of a ring's lines before a ball that hides them and before one that they hide (`BEFORE` and `BEHIND` in
 * packages/analysis/src/outcome/lines.ts), as vision tells it of drawn throws seen from about a hoop.
 * `node scripts/eval/derive/ringLines.ts [COUNT]` prints means and standard deviations; some 4 CPU-seconds a throw.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainedModel } from '@shotform/models';
import { SceneTracker } from '@shotform/vision';
import { decodeVideo } from '../../../gpu-worker/src/media/decode.ts';
import { probeVideo } from '../../../gpu-worker/src/media/probe.ts';
import { openHere } from '../../../gpu-worker/src/scene/network.ts';
import { cameraOf, toCamera } from '../../../packages/testkit/src/camera/camera.ts';
import { random } from '../../../packages/testkit/src/geometry/random.ts';
import { distance } from '../../../packages/testkit/src/geometry/vec.ts';
import { encode } from '../../../packages/testkit/src/render/encode.ts';
import { frameDrawer } from '../../../packages/testkit/src/render/frame.ts';
import { shooterSpec } from '../../../packages/testkit/src/spec/defaults.ts';
import { frameTimes, truthOf } from '../../../packages/testkit/src/truth/make.ts';
import { makeWorld } from '../../../packages/testkit/src/world/world.ts';
import { RIM_HEIGHT, RIM_RADIUS } from '../../../packages/testkit/src/ball/flight.ts';
import { markdownTable } from '../tables.ts';

const FPS = 30;
/** Seconds of the clip before and after the ball is level with the ring. */
const SHOWN = { before: 0.7, after: 0.7 };
const OUTCOMES = ['made', 'made', 'short', 'made', 'long', 'made', 'left', 'right'] as const;
/** The ring is so wide in the picture, px. */
const RING_PIXELS = [60, 170] as const;
/** How near the ring's middle, and how little before it, the renderer draws a ball between the ring's halves, m. */
const BETWEEN = { within: 0.75, before: 0.4 };

interface Reading {
  /** The line is before the ball. */
  before: boolean;
  part: number;
  error: number;
}

const count = Number(process.argv[2] ?? 40);
const network = await openHere(trainedModel('ball.onnx').path);
const folder = await mkdtemp(join(tmpdir(), 'shotform-lines-'));
const readings: Reading[] = [];
try {
  for (let seed = 1; seed <= count; seed++) readings.push(...(await readingsOf(seed)));
} finally {
  await rm(folder, { recursive: true });
}
console.log(`${readings.length} readings of ${count} throws`);
console.log(
  markdownTable(
    ['the line is', 'error told', 'readings', 'mean part', 'standard deviation', 'of it beside the error told'],
    [true, false].flatMap((before) =>
      [0.1, 0.2, 0.3, 0.6].slice(1).map((most, i) => {
        const here = readings.filter((r) => r.before === before && r.error <= most && r.error > [0.1, 0.2, 0.3][i]!);
        const mean = here.reduce((sum, { part }) => sum + part, 0) / here.length;
        const variance = here.reduce((sum, { part }) => sum + (part - mean) ** 2, 0) / here.length;
        const told = here.reduce((sum, { error }) => sum + error ** 2, 0) / here.length;
        return [
          before ? 'before the ball' : 'behind it',
          `to ${most}`,
          String(here.length),
          mean.toFixed(2),
          Math.sqrt(variance).toFixed(2),
          Math.sqrt(Math.max(0, variance - told)).toFixed(2),
        ];
      }),
    ),
  ),
);

async function readingsOf(seed: number): Promise<Reading[]> {
  const source = random(seed).fork('lines');
  const far = source.range(4, 7);
  const [away, around] = [source.range(1.2, 6), source.range(-Math.PI, Math.PI)];
  const [x, y] = [far + away * Math.cos(around), away * Math.sin(around)];
  const height = source.range(1, 1.9);
  const width = 2 * Math.round(source.range(160, 240));
  const rise = Math.hypot(away, RIM_HEIGHT - height);
  const spec = shooterSpec({
    seed,
    court: { distance: far },
    shots: [{ outcome: OUTCOMES[seed % OUTCOMES.length]! }],
    video: { width, height: width, fps: FPS, shutterSeconds: 1 / source.range(60, 400) },
    camera: {
      yawDegrees: (Math.atan2(-y, x) * 180) / Math.PI,
      distance: Math.hypot(x, y),
      shakeDegrees: source.next() < 0.5 ? 0 : source.range(0.2, 1),
      height,
      focal: (source.range(...RING_PIXELS) * rise) / (2 * RIM_RADIUS) / width,
      aim: { x: far, y: source.normal(0.1), z: RIM_HEIGHT + source.normal(0.1) },
    },
  });
  const world = makeWorld(spec);
  const truth = truthOf(world);
  const [shot] = truth.shots;
  if (!shot) return [];
  const at = shot.outcome.rimTimeSeconds;
  const times = frameTimes(spec, world.durationSeconds);
  const shown = times.flatMap((t, i) => (t > at - SHOWN.before && t < at + SHOWN.after ? [i] : []));
  const draw = frameDrawer(world);
  const file = join(folder, `${seed}.mp4`);
  await encode(
    (function* () {
      for (const i of shown) yield draw(times[i]!, i);
    })(),
    spec.video,
    file,
  );
  const frames = await seen(file);
  const camera = cameraOf(spec);
  return frames.flatMap(({ ball: candidates }, n) => {
    const i = shown[n]!;
    const ball = truth.frames[i]!.balls.find((each) => each.shot === 0);
    const found = ball && candidates.find((each) => Math.hypot(each.x - ball.x, each.y - ball.y) < 0.3 * ball.diameter);
    if (!found?.ring) return [];
    const nearer = toCamera(camera(times[i]!), [far, 0, RIM_HEIGHT])[2] - ball!.depth;
    const between = distance(ball!.centre, [far, 0, RIM_HEIGHT]) < BETWEEN.within && nearer < BETWEEN.before;
    const { upper, lower } = found.ring;
    return [
      ...(upper ? [{ before: between || nearer < 0, part: upper.part, error: upper.error }] : []),
      ...(lower ? [{ before: !between && nearer < 0, part: lower.part, error: lower.error }] : []),
    ];
  });
}

async function seen(file: string) {
  const media = await probeVideo(file);
  const tracker = new SceneTracker(media, network);
  for await (const frame of decodeVideo(media)) await tracker.next(frame, []);
  return (await tracker.finish()).frames;
}

/** Drawn throws as cameras about a hoop see them, a second or two each: what vision finds in them, beside the truth. */
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
import { encode } from '../../../packages/testkit/src/render/encode.ts';
import { frameDrawer } from '../../../packages/testkit/src/render/frame.ts';
import { shooterSpec } from '../../../packages/testkit/src/spec/defaults.ts';
import { frameTimes, truthOf } from '../../../packages/testkit/src/truth/make.ts';
import { makeWorld } from '../../../packages/testkit/src/world/world.ts';
import { RIM_HEIGHT, RIM_RADIUS } from '../../../packages/testkit/src/ball/flight.ts';

const FPS = 30;
/** Seconds of the clip before and after the ball is level with the ring. */
const SHOWN = { before: 0.7, after: 0.7 };
const OUTCOMES = ['made', 'made', 'short', 'made', 'long', 'made', 'left', 'right'] as const;
/** The ring is so wide in the picture, px. */
const RING_PIXELS = [60, 170] as const;

type Truth = ReturnType<typeof truthOf>['frames'][number];
type Found = Awaited<ReturnType<SceneTracker['finish']>>['frames'][number];

export interface ThrowFrame {
  truth: Truth;
  found: Found;
  /** The ring's middle on the court, metres, and how far the camera is from it along its look. */
  ring: { place: readonly [number, number, number]; depth: number };
}

export interface DrawnThrow {
  made: boolean;
  frames: ThrowFrame[];
}

/** `count` throws of every kind from all around, about half of them made; one of them at a time is on the disk. */
export async function* drawnThrows(count: number): AsyncGenerator<DrawnThrow> {
  const network = await openHere(trainedModel('ball.onnx').path);
  const folder = await mkdtemp(join(tmpdir(), 'shotform-throws-'));
  try {
    for (let seed = 1; seed <= count; seed++) yield await drawnThrow(seed, join(folder, 'throw.mp4'), network);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function drawnThrow(
  seed: number,
  file: string,
  network: Awaited<ReturnType<typeof openHere>>,
): Promise<DrawnThrow> {
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
  const at = truth.shots[0]!.outcome.rimTimeSeconds;
  const times = frameTimes(spec, world.durationSeconds);
  const shown = times.flatMap((t, i) => (t > at - SHOWN.before && t < at + SHOWN.after ? [i] : []));
  const draw = frameDrawer(world);
  await encode(
    (function* () {
      for (const i of shown) yield draw(times[i]!, i);
    })(),
    spec.video,
    file,
  );
  const media = await probeVideo(file);
  const tracker = new SceneTracker(media, network);
  for await (const frame of decodeVideo(media)) await tracker.next(frame, []);
  const { frames } = await tracker.finish();
  const camera = cameraOf(spec);
  const place = [far, 0, RIM_HEIGHT] as const;
  return {
    made: spec.shots[0]!.outcome === 'made',
    frames: frames.map((found, n) => {
      const i = shown[n]!;
      return { truth: truth.frames[i]!, found, ring: { place, depth: toCamera(camera(times[i]!), place)[2] } };
    }),
  };
}

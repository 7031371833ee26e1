import { PoseLandmarker, type PoseLandmarkerResult } from '@mediapipe/tasks-vision';
import type { PersonPose } from '@shotform/contracts';
import type { Delegate, OpenRequest } from './protocol.ts';

type Picture = ImageBitmap | VideoFrame;
type Seen = PoseLandmarkerResult['landmarks'][number][number];

/** MediaPipe's pose landmarker in its VIDEO mode, its poses as Tracks has them. */
export class LivePoses {
  readonly #landmarker: PoseLandmarker;
  readonly delegate: Delegate;
  #lastMilliseconds = -1;

  private constructor(landmarker: PoseLandmarker, delegate: Delegate) {
    this.#landmarker = landmarker;
    this.delegate = delegate;
  }

  /** Opens the model; where the graphics processor is not asked for by name and cannot, on the processor. */
  static async open({ wasm, people, delegate }: OpenRequest, model: Uint8Array): Promise<LivePoses> {
    const open = async (on: Delegate): Promise<LivePoses> => {
      const landmarker = await PoseLandmarker.createFromOptions(
        { wasmLoaderPath: wasm.loader, wasmBinaryPath: wasm.binary },
        // The model is handed over: each try needs its own.
        { baseOptions: { modelAssetBuffer: model.slice(), delegate: on }, runningMode: 'VIDEO', numPoses: people },
      );
      return new LivePoses(landmarker, on);
    };
    if (delegate !== 'auto') return open(delegate);
    return open('GPU').catch(() => open('CPU'));
  }

  /** The people in the next picture, in pixels of it. */
  see(picture: Picture, timeSeconds: number): PersonPose[] {
    // The landmarker takes whole milliseconds, each later than the last.
    this.#lastMilliseconds = Math.max(this.#lastMilliseconds + 1, Math.round(timeSeconds * 1000));
    const { landmarks, worldLandmarks } = this.#landmarker.detectForVideo(picture, this.#lastMilliseconds);
    const [width, height] = sizeOf(picture);
    return landmarks.map((seen, person) => poseOf(person, seen, worldLandmarks[person] ?? [], width, height));
  }

  close(): void {
    this.#landmarker.close();
  }
}

export function sizeOf(picture: Picture): [width: number, height: number] {
  return 'displayWidth' in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
}

/** Presence is not told one by one, only that it suffices: a landmark that is told is taken to be there. */
function poseOf(
  person: number,
  landmarks: readonly Seen[],
  world: PoseLandmarkerResult['worldLandmarks'][number],
  width: number,
  height: number,
): PersonPose {
  return {
    person,
    score: landmarks.reduce((sum, { visibility }) => sum + visibility / landmarks.length, 0),
    landmarks: Float32Array.from(
      landmarks.flatMap(({ x, y, z, visibility }) => [x * width, y * height, z * width, visibility, 1]),
    ),
    world: Float32Array.from(world.flatMap(({ x, y, z }) => [x, y, z])),
  };
}

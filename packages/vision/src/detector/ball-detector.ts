import type { BallCandidate, Rim } from '@shotform/contracts';
import { ShotformError } from '@shotform/contracts/errors';
import type { VideoFrame } from '../frame.ts';
import type { Inference, Tensor } from '../inference.ts';
import { MapReader, distinct } from './decode.ts';
import type { SeenBall, SeenHoop } from './decode.ts';
import { sampleWindow } from './sample.ts';
import { WINDOW_GRAIN } from './window.ts';
import type { DetectorWindow } from './window.ts';

/** What is less likely than this is not told. */
export interface Thresholds {
  ball: number;
  hoop: number;
}

const THRESHOLDS: Thresholds = { ball: 0.3, hoop: 0.3 };

/** A hoop as the detector sees it; `net` is how far the net hangs below the ring's centre, px, 0 without one. */
export interface RimCandidate extends Rim {
  net: number;
}

/** Best first; pixels of the frame. */
export interface Detections {
  balls: BallCandidate[];
  rims: RimCandidate[];
}

/**
 * Finds balls and hoops in parts of a frame with the trained network (`packages/models/trained/ball.onnx`): input
 * `image` (n, 3, h, w), RGB 0-1; output `map` (n, 10, h / 4, w / 4).
 */
export class BallDetector {
  readonly #network: Inference;
  readonly #thresholds: Thresholds;

  constructor(network: Inference, thresholds: Partial<Thresholds> = {}) {
    this.#network = network;
    this.#thresholds = { ...THRESHOLDS, ...thresholds };
  }

  /**
   * Looks at the windows; those of one size go through the network together. What several windows see is told once.
   * Throws `usage` for a window whose sides the network cannot take.
   */
  async detect(frame: VideoFrame, windows: readonly DetectorWindow[]): Promise<Detections> {
    const balls: BallCandidate[] = [];
    const rims: RimCandidate[] = [];
    for (const batch of bySize(windows)) {
      const map = await this.#run(frame, batch);
      for (const [index, window] of batch.entries()) {
        const reader = new MapReader(map, index);
        balls.push(...reader.balls(this.#thresholds.ball).map((ball) => ballInFrame(ball, window)));
        rims.push(...reader.hoops(this.#thresholds.hoop).map((hoop) => rimInFrame(hoop, window)));
      }
    }
    return { balls: distinct(balls, (ball) => ball.diameter), rims: distinct(rims, (rim) => 2 * rim.a) };
  }

  async #run(frame: VideoFrame, batch: readonly DetectorWindow[]): Promise<Tensor> {
    const { width, height } = batch[0]!;
    const size = 3 * width * height;
    const data = new Float32Array(batch.length * size);
    for (const [index, window] of batch.entries()) sampleWindow(frame, window, data, index * size);
    const { map } = await this.#network.run({ image: { data, dims: [batch.length, 3, height, width] } });
    if (!map) throw new ShotformError('models_missing', 'The ball detector has no output named map.');
    return map;
  }
}

function bySize(windows: readonly DetectorWindow[]): DetectorWindow[][] {
  const batches = new Map<string, DetectorWindow[]>();
  for (const window of windows) {
    const { width, height, step } = window;
    if (!(isSide(width) && isSide(height) && Number.isInteger(step) && step >= 1)) {
      throw new ShotformError(
        'usage',
        `A detector window of ${width} x ${height} px with step ${step} is not possible.`,
      );
    }
    const key = `${width}x${height}`;
    const batch = batches.get(key);
    if (batch) batch.push(window);
    else batches.set(key, [window]);
  }
  return [...batches.values()];
}

function isSide(length: number): boolean {
  return Number.isInteger(length) && length > 0 && length % WINDOW_GRAIN === 0;
}

/** The centre of the block of frame pixels that sample `at` was the mean of, and so between samples. */
function toFrame(at: number, from: number, step: number): number {
  return from + (at + 0.5) * step - 0.5;
}

function ballInFrame({ x, y, diameter, confidence }: SeenBall, { left, top, step }: DetectorWindow): BallCandidate {
  return {
    x: toFrame(x, left, step),
    y: toFrame(y, top, step),
    diameter: diameter * step,
    confidence,
    source: 'detector',
  };
}

function rimInFrame(hoop: SeenHoop, { left, top, step }: DetectorWindow): RimCandidate {
  return {
    x: toFrame(hoop.x, left, step),
    y: toFrame(hoop.y, top, step),
    a: (hoop.width * step) / 2,
    b: (hoop.height * step) / 2,
    angleDegrees: 0,
    confidence: hoop.confidence,
    net: hoop.net * step,
  };
}

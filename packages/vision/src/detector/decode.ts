/** The network's map to balls and hoops. */
import type { Tensor } from '../inference.ts';

/** Pixels of the network's picture per cell of its map. */
const STRIDE = 4;
/** Sizes are told as powers of two of these, px. */
const BALL_UNIT = 16;
const HOOP_UNIT = 32;
/** Planes of the map. */
const BALL = { heat: 0, x: 1, y: 2, size: 3 } as const;
const HOOP = { heat: 4, x: 5, y: 6, size: 7, height: 8, net: 9 } as const;
/** Cells beside a peak that speak for the same thing, as a share of its probability. */
const COMPANION = 0.35;
/** Two peaks nearer than this, in sizes of the larger, are one thing. */
const SAME = 0.5;

/** A ball in the network's picture, px. */
export interface SeenBall {
  x: number;
  y: number;
  diameter: number;
  confidence: number;
}

/** A hoop in the network's picture: the ring's centre and extent, and how far the net hangs below the centre, px. */
export interface SeenHoop {
  x: number;
  y: number;
  width: number;
  height: number;
  net: number;
  confidence: number;
}

/** Reads picture `index` of a map (n, 10, h, w). */
export class MapReader {
  readonly #data: Float32Array;
  readonly #width: number;
  readonly #height: number;
  readonly #start: number;

  constructor({ data, dims }: Tensor, index: number) {
    const [, channels, height, width] = dims as [number, number, number, number];
    this.#data = data;
    this.#width = width;
    this.#height = height;
    this.#start = index * channels * height * width;
  }

  balls(threshold: number): SeenBall[] {
    const found = this.#peaks(BALL.heat, threshold).map((peak) => {
      const { x, y } = this.#centre(peak, BALL.heat, BALL.x, BALL.y);
      const diameter = BALL_UNIT * 2 ** this.#mean(peak, BALL.heat, BALL.size);
      return { x, y, diameter, confidence: peak.p };
    });
    return distinct(found, (ball) => ball.diameter);
  }

  hoops(threshold: number): SeenHoop[] {
    const found = this.#peaks(HOOP.heat, threshold).map((peak) => {
      const { x, y } = this.#centre(peak, HOOP.heat, HOOP.x, HOOP.y);
      const width = HOOP_UNIT * 2 ** this.#mean(peak, HOOP.heat, HOOP.size);
      const height = width * Math.max(0, this.#mean(peak, HOOP.heat, HOOP.height));
      const net = width * Math.max(0, this.#mean(peak, HOOP.heat, HOOP.net));
      return { x, y, width, height, net, confidence: peak.p };
    });
    return distinct(found, (hoop) => hoop.width);
  }

  #at(plane: number, row: number, column: number): number {
    return this.#data[this.#start + (plane * this.#height + row) * this.#width + column]!;
  }

  #peaks(plane: number, threshold: number): Peak[] {
    const logit = Math.log(threshold / (1 - threshold));
    const peaks: Peak[] = [];
    for (let row = 0; row < this.#height; row++) {
      for (let column = 0; column < this.#width; column++) {
        const value = this.#at(plane, row, column);
        if (value >= logit && this.#isTop(plane, row, column, value)) peaks.push({ row, column, p: sigmoid(value) });
      }
    }
    return peaks;
  }

  #isTop(plane: number, row: number, column: number, value: number): boolean {
    for (let y = Math.max(0, row - 1); y <= Math.min(this.#height - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(this.#width - 1, column + 1); x++) {
        const other = this.#at(plane, y, x);
        if (other > value || (other === value && (y < row || (y === row && x < column)))) return false;
      }
    }
    return true;
  }

  /** Mean of `of(row, column)` over the peak and its companions, weighted by their probability. */
  #weigh(peak: Peak, heat: number, of: (row: number, column: number) => number): number {
    let sum = 0;
    let weights = 0;
    for (let y = Math.max(0, peak.row - 1); y <= Math.min(this.#height - 1, peak.row + 1); y++) {
      for (let x = Math.max(0, peak.column - 1); x <= Math.min(this.#width - 1, peak.column + 1); x++) {
        const p = sigmoid(this.#at(heat, y, x));
        if (p < COMPANION * peak.p) continue;
        sum += p * of(y, x);
        weights += p;
      }
    }
    return sum / weights;
  }

  #mean(peak: Peak, heat: number, plane: number): number {
    return this.#weigh(peak, heat, (row, column) => this.#at(plane, row, column));
  }

  #centre(peak: Peak, heat: number, planeX: number, planeY: number): { x: number; y: number } {
    const x = this.#weigh(peak, heat, (row, column) => column + this.#at(planeX, row, column));
    const y = this.#weigh(peak, heat, (row, column) => row + this.#at(planeY, row, column));
    return { x: toPixel(x), y: toPixel(y) };
  }
}

interface Peak {
  row: number;
  column: number;
  p: number;
}

/** Pixel and cell centres are at whole numbers. */
function toPixel(cell: number): number {
  return (cell + 0.5) * STRIDE - 0.5;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Best first, without those that another has already told of. */
export function distinct<T extends { x: number; y: number; confidence: number }>(
  found: readonly T[],
  size: (thing: T) => number,
): T[] {
  const kept: T[] = [];
  for (const thing of found.toSorted((a, b) => b.confidence - a.confidence)) {
    const isNew = kept.every(
      (other) => Math.hypot(other.x - thing.x, other.y - thing.y) >= SAME * Math.max(size(other), size(thing)),
    );
    if (isNew) kept.push(thing);
  }
  return kept;
}

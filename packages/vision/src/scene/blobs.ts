/** Connected regions of a map, by their moments. */
import type { Pixels, Plane } from './pixels/pixels.ts';

/** A region in the map's pixels, the map's values as weights. */
export interface Blob {
  x: number;
  y: number;
  /** Pixels over the threshold. */
  area: number;
  /** Of the map's values. */
  mean: number;
  /** Semi-axes of the ellipse of uniform density with the same second moments. */
  major: number;
  minor: number;
  /** Of the major axis against the x axis, radians, clockwise on the screen, within a quarter turn. */
  angle: number;
}

/** Finds 8-connected regions over a threshold; keeps its buffers. */
export class BlobFinder {
  readonly #visited: Uint8Array;
  readonly #stack: Int32Array;
  readonly #pixels: Pixels;
  readonly #starts: Int32Array;

  /** The maps must be of this size and among the pixels. */
  constructor(width: number, height: number, pixels: Pixels) {
    this.#visited = new Uint8Array(width * height);
    this.#stack = new Int32Array(width * height);
    this.#pixels = pixels;
    this.#starts = pixels.indices(width * height);
  }

  /** Regions of `minArea` to `maxArea` pixels; none starts on the map's outermost pixels or goes on over them. */
  find(map: Plane, threshold: number, minArea: number, maxArea: number): Blob[] {
    const visited = this.#visited;
    visited.fill(0);
    const count = this.#pixels.peaks(map, threshold + 1, 0, this.#starts);
    const blobs: Blob[] = [];
    for (let n = 0; n < count; n++) {
      if (visited[this.#starts[n]!]) continue;
      const blob = this.#grow(map, threshold, this.#starts[n]!);
      if (blob.area >= minArea && blob.area <= maxArea) blobs.push(blob);
    }
    return blobs;
  }

  #grow({ width, height, data }: Plane, threshold: number, start: number): Blob {
    const visited = this.#visited;
    const stack = this.#stack;
    const x0 = start % width;
    const y0 = Math.floor(start / width);
    let top = 0;
    let area = 0;
    let sum = 0;
    let sx = 0;
    let sy = 0;
    let sxx = 0;
    let sxy = 0;
    let syy = 0;
    stack[top++] = start;
    visited[start] = 1;
    while (top > 0) {
      const i = stack[--top]!;
      const y = Math.floor(i / width);
      const x = i - y * width;
      const w = data[i]!;
      const dx = x - x0;
      const dy = y - y0;
      area++;
      sum += w;
      sx += w * dx;
      sy += w * dy;
      sxx += w * dx * dx;
      sxy += w * dx * dy;
      syy += w * dy * dy;
      if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue;
      for (let k = 0; k < 8; k++) {
        const j = i + (k < 3 ? -width - 1 + k : k < 5 ? (k === 3 ? -1 : 1) : width - 6 + k);
        if (visited[j] || data[j]! <= threshold) continue;
        visited[j] = 1;
        stack[top++] = j;
      }
    }
    const mx = sx / sum;
    const my = sy / sum;
    // A pixel is itself 1/12 wide.
    const xx = sxx / sum - mx * mx + 1 / 12;
    const yy = syy / sum - my * my + 1 / 12;
    const xy = sxy / sum - mx * my;
    const middle = (xx + yy) / 2;
    const half = Math.hypot((xx - yy) / 2, xy);
    return {
      x: x0 + mx,
      y: y0 + my,
      area,
      mean: sum / area,
      major: 2 * Math.sqrt(middle + half),
      minor: 2 * Math.sqrt(Math.max(0, middle - half)),
      angle: Math.atan2(2 * xy, xx - yy) / 2,
    };
  }
}

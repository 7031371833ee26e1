import type { VideoFrame } from '@shotform/vision';
import type { Ink } from './colour.ts';
import type { Shape } from './shapes.ts';

/**
 * Coverage of one colour over a picture. Shapes that overlap do not add up, so that a half-transparent skeleton has no dark
 * joints; only rows and columns that were touched are painted and cleaned.
 */
export class Layer {
  private readonly width: number;
  private readonly height: number;
  private readonly mask: Uint8Array;
  /** Of one row's pixels. */
  private readonly distances: Float64Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private top: number;
  private bottom = -1;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    // One row and column more than the picture, always empty: chroma of odd sizes reads there.
    this.mask = new Uint8Array((width + 1) * (height + 1));
    this.distances = new Float64Array(width);
    this.from = new Int32Array(height + 1).fill(width);
    this.to = new Int32Array(height + 1).fill(-1);
    this.top = height;
  }

  /** `strength` 0-1 is how opaque the shape is. Its edge is softened over one pixel. */
  add(shape: Shape, strength = 1): void {
    const last = Math.min(this.height - 1, Math.ceil(shape.bottom));
    for (let y = Math.max(0, Math.floor(shape.top)); y <= last; y++) {
      const span = shape.row(y);
      if (!span) continue;
      const x0 = Math.max(0, Math.floor(span[0]));
      const x1 = Math.min(this.width - 1, Math.ceil(span[1]));
      if (x0 > x1) continue;
      this.touch(y, x0, x1);
      shape.distances(y, x0, x1, this.distances);
      const start = y * (this.width + 1) + x0;
      for (let i = 0; i <= x1 - x0; i++) {
        const inside = 0.5 - this.distances[i]!;
        const cover = (inside < 1 ? inside : 1) * strength * 255;
        if (cover > this.mask[start + i]!) this.mask[start + i] = cover;
      }
    }
  }

  /** Blends the ink over the picture where shapes were added, and empties the layer. */
  paint(frame: VideoFrame, ink: Ink): void {
    if (this.bottom < this.top) return;
    this.paintLuma(frame.y, ink.y);
    this.paintChroma(frame, ink);
    for (let y = this.top; y <= this.bottom; y++) {
      const row = y * (this.width + 1);
      this.mask.fill(0, row + this.from[y]!, row + this.to[y]! + 1);
      this.from[y] = this.width;
      this.to[y] = -1;
    }
    this.top = this.height;
    this.bottom = -1;
  }

  private touch(y: number, x0: number, x1: number): void {
    this.from[y] = Math.min(this.from[y]!, x0);
    this.to[y] = Math.max(this.to[y]!, x1);
    this.top = Math.min(this.top, y);
    this.bottom = Math.max(this.bottom, y);
  }

  private paintLuma(plane: Uint8Array, value: number): void {
    for (let y = this.top; y <= this.bottom; y++) {
      const row = y * (this.width + 1);
      const out = y * this.width;
      for (let x = this.from[y]!; x <= this.to[y]!; x++) {
        const cover = this.mask[row + x]!;
        // 257 / 65536 is 1 / 255, near enough for bytes.
        if (cover > 0) plane[out + x]! += ((value - plane[out + x]!) * cover * 257 + 32768) >> 16;
      }
    }
  }

  private paintChroma(frame: VideoFrame, ink: Ink): void {
    const stride = this.width + 1;
    const chromaWidth = Math.ceil(this.width / 2);
    for (let cy = this.top >> 1; cy <= this.bottom >> 1; cy++) {
      const x0 = Math.min(this.from[2 * cy]!, this.from[2 * cy + 1]!) >> 1;
      const x1 = Math.max(this.to[2 * cy]!, this.to[2 * cy + 1]!) >> 1;
      for (let cx = x0; cx <= x1; cx++) {
        const at = 2 * cy * stride + 2 * cx;
        const cover = this.mask[at]! + this.mask[at + 1]! + this.mask[at + stride]! + this.mask[at + stride + 1]!;
        if (cover === 0) continue;
        const out = cy * chromaWidth + cx;
        frame.u[out]! += ((ink.u - frame.u[out]!) * cover) / 1020;
        frame.v[out]! += ((ink.v - frame.v[out]!) * cover) / 1020;
      }
    }
  }
}

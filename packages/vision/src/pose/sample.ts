/**
 * Cuts a turned square out of a picture and scales it to a model's input, as OpenCV's `warpPerspective` does inside
 * MediaPipe, so that the models see the pixels they see there: sample i lies at `origin + i * side / size` (no half
 * pixel), coordinates are rounded to 1/32 px, values to 8 bits.
 *
 * Integer arithmetic throughout: bilinear weights are products of 32nds (1024 in all), and YUV becomes RGB after the
 * interpolation with one rounding.
 */
import type { Picture, Region, RgbaImage } from './picture.ts';
import type { SampleGrid } from '../scene/pixels/pixels.ts';
import { FrameCrop } from './frame-crop.ts';

/** What lies outside the picture: its nearest pixel, or black. */
export type Border = 'replicate' | 'black';

/** How bytes become the model's numbers: `low` for 0, `high` for 255. */
export interface PixelRange {
  low: number;
  high: number;
}

/** RGB values before clamping stay within -512..767: the table clamps and scales in one look-up. */
const TABLE_OFFSET = 512;
const TABLE_SIZE = 1280;

/** Added before truncation so that coordinates are positive; 2^24 in 1/32 px is far outside any picture. */
const BIAS = 1 << 24;

export class Sampler {
  /** Side of the square output, px; a multiple of four. */
  readonly size: number;
  private readonly border: Border;
  private readonly range: PixelRange;
  private readonly table: Float32Array;
  private readonly xs: Int32Array;
  private readonly ys: Int32Array;
  /** Part of a sample that lies inside the picture, 0-1024. */
  private readonly inside: Int32Array;
  private crop: FrameCrop | null = null;

  constructor(size: number, border: Border, range: PixelRange) {
    this.size = size;
    this.border = border;
    this.range = range;
    this.table = Float32Array.from({ length: TABLE_SIZE }, (_, i) => {
      const byte = Math.min(255, Math.max(0, i - TABLE_OFFSET));
      return (byte * (range.high - range.low)) / 255 + range.low;
    });
    this.xs = new Int32Array(size);
    this.ys = new Int32Array(size);
    this.inside = new Int32Array(size);
  }

  /** 3 planes (red, green, blue) of size x size, valid until the next call. */
  sample(picture: Picture, region: Region): Float32Array {
    const half = this.size / 2;
    const step = region.size / this.size;
    const stepX = Math.cos(region.rotation) * step;
    const stepY = Math.sin(region.rotation) * step;
    const grid: SampleGrid = {
      left: region.x - half * stepX,
      top: region.y - half * stepY,
      stepX,
      stepY,
      size: this.size,
    };
    if ('data' in picture) return this.fromRgba(picture, grid);
    if (!this.crop?.fits(picture)) this.crop = new FrameCrop(picture, this.size);
    const out = this.crop.take(picture, grid, this.range);
    if (this.border === 'black') this.eachRow(picture, grid, (row, crosses) => crosses && this.blacken(out, row));
    return out;
  }

  private fromRgba(picture: RgbaImage, grid: SampleGrid): Float32Array {
    const out = new Float32Array(3 * this.size ** 2);
    this.eachRow(picture, grid, (row, crosses) => {
      this.rgbaRow(picture, out, row);
      if (crosses && this.border === 'black') this.blacken(out, row);
    });
    return out;
  }

  /** Locates one row of samples after the other; tells where it begins in the output and whether it leaves the picture. */
  private eachRow(
    { width, height }: { width: number; height: number },
    { left, top, stepX, stepY, size }: SampleGrid,
    act: (at: number, crosses: boolean) => void,
  ): void {
    for (let row = 0; row < size; row++) {
      const down = row - size / 2;
      this.locate(left - down * stepY, top + down * stepX, stepX, stepY);
      act(row * size, this.clampTo(width, height));
    }
  }

  /** Source coordinates of one row of samples, in 1/32 px. */
  private locate(x0: number, y0: number, dx: number, dy: number): void {
    const { size, xs, ys } = this;
    for (let i = 0; i < size; i++) {
      xs[i] = (((x0 + i * dx) * 32 + (BIAS + 0.5)) | 0) - BIAS;
      ys[i] = (((y0 + i * dy) * 32 + (BIAS + 0.5)) | 0) - BIAS;
    }
  }

  /**
   * Moves coordinates outside the picture to its edge (which replicates the border), remembering how much of each
   * sample was inside. Returns whether any was not.
   */
  private clampTo(width: number, height: number): boolean {
    const { size, xs, ys, inside } = this;
    const right = (width - 1) * 32;
    const bottom = (height - 1) * 32;
    const last = size - 1;
    const isInside =
      Math.min(xs[0]!, xs[last]!) >= 0 &&
      Math.max(xs[0]!, xs[last]!) <= right &&
      Math.min(ys[0]!, ys[last]!) >= 0 &&
      Math.max(ys[0]!, ys[last]!) <= bottom;
    if (isInside) return false;
    for (let i = 0; i < size; i++) {
      const x = xs[i]!;
      const y = ys[i]!;
      const clampedX = x < 0 ? 0 : x > right ? right : x;
      const clampedY = y < 0 ? 0 : y > bottom ? bottom : y;
      const partX = Math.max(0, 32 - Math.abs(x - clampedX));
      const partY = Math.max(0, 32 - Math.abs(y - clampedY));
      inside[i] = partX * partY;
      xs[i] = clampedX;
      ys[i] = clampedY;
    }
    return true;
  }

  /** Mixes with black what a sample has of the outside. */
  private blacken(out: Float32Array, at: number): void {
    const { size, inside, table } = this;
    const plane = size * size;
    const low = table[0]!;
    const scale = 255 / (table[TABLE_SIZE - 1]! - low);
    for (let i = 0; i < size; i++) {
      const part = inside[i]!;
      if (part === 1024) continue;
      for (let p = at + i; p < 3 * plane; p += plane) {
        out[p] = table[TABLE_OFFSET + Math.round(((out[p]! - low) * scale * part) / 1024)]!;
      }
    }
  }

  private rgbaRow(image: RgbaImage, out: Float32Array, at: number): void {
    const { size, xs, ys, table } = this;
    const { data, width, height } = image;
    const stride = width * 4;
    const plane = size * size;
    for (let i = 0; i < size; i++) {
      // The last pixel is reached from its neighbour with a weight of 32: one row of code for the edge too.
      const column = Math.min(xs[i]! >> 5, width - 2);
      const row = Math.min(ys[i]! >> 5, height - 2);
      const fx = xs[i]! - (column << 5);
      const fy = ys[i]! - (row << 5);
      const w11 = fx * fy;
      const w10 = fx * 32 - w11;
      const w01 = fy * 32 - w11;
      const w00 = 1024 - w10 - w01 - w11;
      const p = row * stride + column * 4;
      const q = p + stride;
      const r = data[p]! * w00 + data[p + 4]! * w10 + data[q]! * w01 + data[q + 4]! * w11;
      const g = data[p + 1]! * w00 + data[p + 5]! * w10 + data[q + 1]! * w01 + data[q + 5]! * w11;
      const b = data[p + 2]! * w00 + data[p + 6]! * w10 + data[q + 2]! * w01 + data[q + 6]! * w11;
      out[at + i] = table[TABLE_OFFSET + ((r + 512) >> 10)]!;
      out[at + i + plane] = table[TABLE_OFFSET + ((g + 512) >> 10)]!;
      out[at + i + 2 * plane] = table[TABLE_OFFSET + ((b + 512) >> 10)]!;
    }
  }
}

/**
 * Cuts a turned square out of a picture and scales it to a model's input, as OpenCV's `warpPerspective` does inside
 * MediaPipe, so that the models see the pixels they see there: sample i lies at `origin + i * side / size` (no half
 * pixel), coordinates are rounded to 1/32 px, values to 8 bits.
 *
 * Integer arithmetic throughout: bilinear weights are products of 32nds (1024 in all), and YUV becomes RGB after the
 * interpolation with one rounding. It runs for every person in every frame; a crop of 256 x 256 takes 2-4 ms.
 */
import type { VideoFrame } from '../frame.ts';
import type { Picture, Region, RgbaImage } from './picture.ts';

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
  /** Side of the square output, px. */
  readonly size: number;
  private readonly border: Border;
  private readonly table: Float32Array;
  private readonly xs: Int32Array;
  private readonly ys: Int32Array;
  /** Part of a sample that lies inside the picture, 0-1024. */
  private readonly inside: Int32Array;

  constructor(size: number, border: Border, range: PixelRange) {
    this.size = size;
    this.border = border;
    this.table = Float32Array.from({ length: TABLE_SIZE }, (_, i) => {
      const byte = Math.min(255, Math.max(0, i - TABLE_OFFSET));
      return (byte * (range.high - range.low)) / 255 + range.low;
    });
    this.xs = new Int32Array(size);
    this.ys = new Int32Array(size);
    this.inside = new Int32Array(size);
  }

  /** Fills `out` with 3 planes (red, green, blue) of size x size. */
  sample(picture: Picture, region: Region, out: Float32Array): void {
    const { size } = this;
    const step = region.size / size;
    const cos = Math.cos(region.rotation) * step;
    const sin = Math.sin(region.rotation) * step;
    const half = size / 2;
    const colours = 'data' in picture ? null : coefficients(picture);
    for (let row = 0; row < size; row++) {
      const v = row - half;
      this.locate(region.x - half * cos - v * sin, region.y - half * sin + v * cos, cos, sin);
      const crosses = this.clampTo(picture.width, picture.height);
      if ('data' in picture) this.rgbaRow(picture, out, row * size);
      else this.yuvRow(picture, colours!, out, row * size);
      if (crosses && this.border === 'black') this.blacken(out, row * size);
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

  private yuvRow(frame: VideoFrame, colours: Coefficients, out: Float32Array, at: number): void {
    const { size, xs, ys, table } = this;
    const { y: luma, u, v, width, height } = frame;
    const { yScale, yOffset, rv, gu, gv, bu } = colours;
    const chromaWidth = (width + 1) >> 1;
    const lastColumn = Math.max(0, chromaWidth - 2);
    const lastRow = ((height + 1) >> 1) - 2;
    const plane = size * size;
    for (let i = 0; i < size; i++) {
      const x = xs[i]!;
      const y = ys[i]!;
      let column = Math.min(x >> 5, width - 2);
      let row = Math.min(y >> 5, height - 2);
      let fx = x - (column << 5);
      let fy = y - (row << 5);
      let w11 = fx * fy;
      let w10 = fx * 32 - w11;
      let w01 = fy * 32 - w11;
      let w00 = 1024 - w10 - w01 - w11;
      let p = row * width + column;
      let q = p + width;
      const light = yScale * (luma[p]! * w00 + luma[p + 1]! * w10 + luma[q]! * w01 + luma[q + 1]! * w11) - yOffset;
      // Chroma is sited on the even columns and between the rows.
      const cx = x >> 1;
      const cy = Math.max(0, (y - 16) >> 1);
      column = Math.min(cx >> 5, lastColumn);
      row = Math.min(cy >> 5, lastRow);
      fx = Math.min(32, cx - (column << 5));
      fy = Math.min(32, cy - (row << 5));
      w11 = fx * fy;
      w10 = fx * 32 - w11;
      w01 = fy * 32 - w11;
      w00 = 1024 - w10 - w01 - w11;
      p = row * chromaWidth + column;
      q = p + chromaWidth;
      const du = u[p]! * w00 + u[p + 1]! * w10 + u[q]! * w01 + u[q + 1]! * w11 - 131072;
      const dv = v[p]! * w00 + v[p + 1]! * w10 + v[q]! * w01 + v[q + 1]! * w11 - 131072;
      out[at + i] = table[TABLE_OFFSET + ((light + rv * dv) >> 20)]!;
      out[at + i + plane] = table[TABLE_OFFSET + ((light - gu * du - gv * dv) >> 20)]!;
      out[at + i + 2 * plane] = table[TABLE_OFFSET + ((light + bu * du) >> 20)]!;
    }
  }
}

/** YUV to RGB in 1/1024, for values that are 1024 times a byte: the results are 2^20 times a byte, rounding included. */
interface Coefficients {
  yScale: number;
  yOffset: number;
  rv: number;
  gu: number;
  gv: number;
  bu: number;
}

/** From the luma weights kr and kb of ITU-R BT.601 and BT.709. */
function coefficients({ colour }: VideoFrame): Coefficients {
  const [kr, kb] = colour.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const limited = colour.range === 'limited';
  const yScale = Math.round(1024 * (limited ? 255 / 219 : 1));
  const chroma = 1024 * (limited ? 255 / 224 : 1);
  return {
    yScale,
    yOffset: (limited ? 16 * 1024 * yScale : 0) - (1 << 19),
    rv: Math.round(2 * (1 - kr) * chroma),
    gu: Math.round(((2 * kb * (1 - kb)) / kg) * chroma),
    gv: Math.round(((2 * kr * (1 - kr)) / kg) * chroma),
    bu: Math.round(2 * (1 - kb) * chroma),
  };
}

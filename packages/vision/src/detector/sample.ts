/**
 * Frame pixels to the network's picture: planes of red, green and blue, 0-1. Whole factors only, so that every sample is
 * the mean of a block of pixels and nothing has to be interpolated; the network does not mind what size a ball is.
 */
import type { VideoFrame } from '../frame.ts';
import type { DetectorWindow } from './window.ts';

/** Fills `out` (3 x height x width) from index `at` on; outside the frame its nearest pixels go on. */
export function sampleWindow(frame: VideoFrame, window: DetectorWindow, out: Float32Array, at: number): void {
  const { left, top, step, width, height } = window;
  const plane = width * height;
  const chromaWidth = (frame.width + 1) >> 1;
  const chromaHeight = (frame.height + 1) >> 1;
  const lumaRow = new Float32Array(width);
  const uRow = new Float32Array(width);
  const vRow = new Float32Array(width);
  const luma = new Axis(left, step, width, frame.width);
  const chroma = new Axis(left / 2, step / 2, width, chromaWidth);
  const write = rgbWriter(frame);
  for (let row = 0; row < height; row++) {
    const y = new Axis(top + row * step, step, 1, frame.height);
    const c = new Axis((top + row * step) / 2, step / 2, 1, chromaHeight);
    meanRow(frame.y, frame.width, luma, y, lumaRow);
    meanRow(frame.u, chromaWidth, chroma, c, uRow);
    meanRow(frame.v, chromaWidth, chroma, c, vRow);
    write(lumaRow, uRow, vRow, out, at + row * width, plane);
  }
}

/** First and last pixel of each block along one axis, kept inside the picture. */
class Axis {
  readonly first: Int32Array;
  readonly last: Int32Array;

  constructor(start: number, step: number, count: number, extent: number) {
    this.first = new Int32Array(count);
    this.last = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const from = Math.floor(start + i * step);
      const to = Math.max(from, Math.ceil(start + (i + 1) * step) - 1);
      this.first[i] = Math.min(extent - 1, Math.max(0, from));
      this.last[i] = Math.min(extent - 1, Math.max(0, to));
    }
  }
}

function meanRow(plane: Uint8Array, stride: number, columns: Axis, rows: Axis, out: Float32Array): void {
  const y0 = rows.first[0]!;
  const y1 = rows.last[0]!;
  const { first, last } = columns;
  for (let i = 0; i < out.length; i++) {
    const x0 = first[i]!;
    const x1 = last[i]!;
    let sum = 0;
    for (let y = y0; y <= y1; y++) {
      for (let p = y * stride + x0, end = y * stride + x1; p <= end; p++) sum += plane[p]!;
    }
    out[i] = sum / ((y1 - y0 + 1) * (x1 - x0 + 1));
  }
}

type Writer = (y: Float32Array, u: Float32Array, v: Float32Array, out: Float32Array, at: number, plane: number) => void;

/** ITU-R BT.601 or BT.709, from the luma weights of red and blue. */
function rgbWriter({ colour }: VideoFrame): Writer {
  const [kr, kb] = colour.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const limited = colour.range === 'limited';
  const dark = limited ? 16 : 0;
  const light = limited ? 1 / 219 : 1 / 255;
  const chroma = limited ? 1 / 224 : 1 / 255;
  const rv = 2 * (1 - kr) * chroma;
  const gu = -((2 * kb * (1 - kb)) / kg) * chroma;
  const gv = -((2 * kr * (1 - kr)) / kg) * chroma;
  const bu = 2 * (1 - kb) * chroma;
  return (y, u, v, out, at, plane) => {
    for (let i = 0; i < y.length; i++) {
      const l = (y[i]! - dark) * light;
      const du = u[i]! - 128;
      const dv = v[i]! - 128;
      out[at + i] = unit(l + rv * dv);
      out[at + i + plane] = unit(l + gu * du + gv * dv);
      out[at + i + 2 * plane] = unit(l + bu * du);
    }
  };
}

function unit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

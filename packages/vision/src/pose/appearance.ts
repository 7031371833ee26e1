/** What somebody wears, as far as a few colours tell: enough to tell two people apart after one hid the other. */
import type { VideoFrame } from '../frame.ts';
import { LANDMARK_STRIDE } from './landmarker.ts';

/** Y, U, V of the shirt, then of the thighs, each the mean of its middle half: an arm or a ball before them counts little. */
export type Appearance = Float32Array;

const SHOULDERS = [11, 12] as const;
const HIPS = [23, 24] as const;
const KNEES = [25, 26] as const;
/** Where along and across the torso, and down the thighs, colours are taken, as parts of their length. */
const ALONG_TORSO = [0.2, 0.35, 0.5, 0.65, 0.8];
const ACROSS = [0.25, 0.5, 0.75];
const ALONG_THIGHS = [0.1, 0.2, 0.3, 0.4, 0.5];

/** The appearance of the person whose landmarks (33 x 5 numbers, px) are given. */
export function appearanceOf(frame: VideoFrame, landmarks: Float32Array): Appearance {
  const shirt = colourBetween(frame, landmarks, SHOULDERS, HIPS, ALONG_TORSO);
  const thighs = colourBetween(frame, landmarks, HIPS, KNEES, ALONG_THIGHS);
  return Float32Array.of(...shirt, ...thighs);
}

/** How different two appearances are: mean difference of their colours, of 255. */
export function appearanceDistance(a: Appearance, b: Appearance): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** Moves an appearance towards another by a part of the way. */
export function blendAppearance(appearance: Appearance, towards: Appearance, part: number): void {
  for (let i = 0; i < appearance.length; i++) appearance[i]! += part * (towards[i]! - appearance[i]!);
}

/** Of points between the lines through two pairs of landmarks. */
function colourBetween(
  frame: VideoFrame,
  landmarks: Float32Array,
  from: readonly [number, number],
  to: readonly [number, number],
  along: readonly number[],
): number[] {
  const at = (i: number, axis: number): number => landmarks[i * LANDMARK_STRIDE + axis]!;
  const colours = along.flatMap((s) =>
    ACROSS.map((t) => {
      const coordinate = (axis: number): number =>
        (1 - s) * ((1 - t) * at(from[0], axis) + t * at(from[1], axis)) +
        s * ((1 - t) * at(to[0], axis) + t * at(to[1], axis));
      return colourAt(frame, coordinate(0), coordinate(1));
    }),
  );
  return [0, 1, 2].map((channel) => middleMean(colours.map((colour) => colour[channel]!)));
}

/** Of the pixel at (x, y), or the picture's nearest. */
function colourAt({ width, height, y: luma, u, v }: VideoFrame, x: number, y: number): number[] {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  const chroma = (row >> 1) * ((width + 1) >> 1) + (column >> 1);
  return [luma[row * width + column]!, u[chroma]!, v[chroma]!];
}

/** Of a shirt with a number on it, a median would leap from one of its colours to the other. */
function middleMean(values: number[]): number {
  const quarter = values.length >> 2;
  const middle = values.toSorted((a, b) => a - b).slice(quarter, values.length - quarter);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The network that finds balls and hoops, on labelled single pictures: what motion and the rest of a clip add is not in it. */
import { execFileSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openOnnx } from '@shotform/gpu-worker';
import { trainedModel } from '@shotform/models';
import { BallDetector, wholeFrame, type VideoFrame } from '@shotform/vision';
import { count, quantile } from './statistics.ts';
import { markdownTable } from './tables.ts';

/** Every picture is looked at whole, shrunk by these. */
const STEPS = [1, 2, 4, 8] as const;
const DIAMETERS = [0, 10, 16, 24, 48, 96, Infinity] as const;
const WIDTHS = [0, 48, 96, 192, Infinity] as const;
/** A ball is found where a candidate's centre lies in its inner half, and it is half to twice as large. */
const BALL_REACH = 0.5;
const BALL_GROWTH = 2;
/** A hoop is found where ring and net overlap its box by this much (intersection over union). */
const OVERLAP = 0.3;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A thing in the labels, and how it was found. */
interface Sight {
  /** Diameter of a ball, width of a hoop, px. */
  size: number;
  /** Distance of the centres in sizes; `null` where it was missed. */
  error: number | null;
}

export interface StillsResult {
  pictures: number;
  balls: Sight[];
  hoops: Sight[];
  falseBalls: number;
  falseHoops: number;
}

/** @param folder YOLO data set: `SPLIT/images/*.jpg` and `SPLIT/labels/*.txt`, 0 a ball, 1 a hoop with its net */
export async function evaluateBallAndHoop(folder: string): Promise<StillsResult> {
  const network = await openOnnx(trainedModel('ball.onnx').path);
  const detector = new BallDetector(network);
  const result: StillsResult = { pictures: 0, balls: [], hoops: [], falseBalls: 0, falseHoops: 0 };
  for (const path of await picturesIn(folder)) {
    const frame = readPicture(path);
    const labels = await labelsOf(path, frame);
    const windows = STEPS.map((step) => wholeFrame(frame, step));
    const { balls, rims } = await detector.detect(frame, windows);
    result.pictures++;
    const boxes = rims.map(({ x, y, a, b, net }) => ({
      left: x - a,
      top: y - b,
      right: x + a,
      bottom: y + Math.max(net, b),
    }));
    result.falseBalls += match(labels.balls, balls, ballError, diameterOf, result.balls);
    result.falseHoops += match(labels.hoops, boxes, hoopError, widthOf, result.hoops);
  }
  await network.stop();
  return result;
}

async function picturesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.jpg'))
    .sort()
    .map((file) => join(folder, file));
}

/** A JPEG as a frame. */
function readPicture(path: string): VideoFrame {
  const size = ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', path];
  const [width = 0, height = 0] = execFileSync('ffprobe', size, { encoding: 'utf8' }).trim().split(',').map(Number);
  const filter = 'scale=out_range=full:out_color_matrix=bt601,format=yuv420p';
  const data = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', filter, '-f', 'rawvideo', '-'], {
    maxBuffer: 64 << 20,
  });
  const luma = width * height;
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  return {
    index: 0,
    timeSeconds: 0,
    width,
    height,
    y: data.subarray(0, luma),
    u: data.subarray(luma, luma + chroma),
    v: data.subarray(luma + chroma, luma + 2 * chroma),
    colour: { matrix: 'bt601', range: 'full' },
  };
}

async function labelsOf(picture: string, { width, height }: VideoFrame): Promise<{ balls: Box[]; hoops: Box[] }> {
  const text = await readFile(picture.replace('/images/', '/labels/').replace(/\.jpg$/, '.txt'), 'utf8');
  const rows = text.split('\n').filter(Boolean);
  const boxes = rows.map((row) => {
    const [kind, ...numbers] = row.trim().split(/\s+/).map(Number);
    const { left, top, right, bottom } = numbers.length === 4 ? boxOf(numbers) : around(numbers);
    return { kind, box: { left: left * width, top: top * height, right: right * width, bottom: bottom * height } };
  });
  const of = (wanted: number) => boxes.flatMap(({ kind, box }) => (kind === wanted ? [box] : []));
  return { balls: of(0), hoops: of(1) };
}

function boxOf([x = 0, y = 0, w = 0, h = 0]: readonly number[]): Box {
  return { left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2 };
}

/** The box of a polygon. */
function around(numbers: readonly number[]): Box {
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Pairs each label with the nearest thing found, the largest first; @returns how many things found are left over. */
function match<T>(
  labels: readonly Box[],
  found: readonly T[],
  error: (label: Box, thing: T) => number | null,
  size: (label: Box) => number,
  into: Sight[],
): number {
  const left = new Set(found);
  for (const label of labels.toSorted((a, b) => size(b) - size(a))) {
    let best: { thing: T; error: number } | null = null;
    for (const thing of left) {
      const off = error(label, thing);
      if (off !== null && (!best || off < best.error)) best = { thing, error: off };
    }
    if (best) left.delete(best.thing);
    into.push({ size: size(label), error: best?.error ?? null });
  }
  return left.size;
}

function diameterOf({ left, top, right, bottom }: Box): number {
  return Math.sqrt((right - left) * (bottom - top));
}

function widthOf({ left, right }: Box): number {
  return right - left;
}

function ballError(label: Box, ball: { x: number; y: number; diameter: number }): number | null {
  const diameter = diameterOf(label);
  const off = Math.hypot(ball.x - (label.left + label.right) / 2, ball.y - (label.top + label.bottom) / 2) / diameter;
  const growth = ball.diameter / diameter;
  return off < BALL_REACH && growth < BALL_GROWTH && growth > 1 / BALL_GROWTH ? off : null;
}

function hoopError(label: Box, box: Box): number | null {
  const width = Math.min(label.right, box.right) - Math.max(label.left, box.left);
  const height = Math.min(label.bottom, box.bottom) - Math.max(label.top, box.top);
  const both = Math.max(0, width) * Math.max(0, height);
  if (both / (diameterOf(label) ** 2 + diameterOf(box) ** 2 - both) < OVERLAP) return null;
  return Math.hypot(label.left + label.right - box.left - box.right, 2 * (label.top - box.top)) / 2 / widthOf(label);
}

/** The tables of docs/accuracy.md. */
export function stillsTables({ pictures, balls, hoops, falseBalls, falseHoops }: StillsResult): string[] {
  return [
    markdownTable(['ball, diameter in px', 'found', 'centre off by, median (diameters)'], sizeRows(balls, DIAMETERS)),
    markdownTable(['hoop, width in px', 'found', 'upper middle off by, median (widths)'], sizeRows(hoops, WIDTHS)),
    `Over ${pictures} pictures, whole and at ${STEPS.length} scales: ${(falseBalls / pictures).toFixed(2)} false balls and ${(falseHoops / pictures).toFixed(2)} false hoops a picture, before anything links pictures of a clip. Targets: balls 90 % from 16 px on, 75 % from 10 to 16 px, hoops 90 %.`,
  ];
}

function sizeRows(sights: readonly Sight[], bounds: readonly number[]): string[][] {
  const rows = bounds.slice(1).map((high, i) => {
    const low = bounds[i]!;
    return row(
      high === Infinity ? `from ${low}` : `${low} to ${high}`,
      sights.filter(({ size }) => size >= low && size < high),
    );
  });
  return [...rows, row('all', sights)];
}

function row(name: string, sights: readonly Sight[]): string[] {
  const errors = sights.flatMap(({ error }) => error ?? []);
  return [name, count(errors.length, sights.length), quantile(errors, 0.5)?.toFixed(3) ?? '-'];
}

/** For tests: frames drawn with known truth. A textured court, a shaded ball, decoys, a hoop, a camera that may shake. */
import type { VideoFrame } from '../frame.ts';

export interface DrawnBall {
  x: number;
  y: number;
  diameter: number;
}

export interface DrawnHoop {
  x: number;
  y: number;
  a: number;
  b: number;
  /** How far the net hangs to the side, px. */
  sway: number;
}

export interface DrawnFrame {
  ball?: DrawnBall;
  /** The ball is in the hoop: the ring and the cords are before it. */
  inNet?: boolean;
  /** Orange discs that are part of the scene. */
  decoys?: readonly DrawnBall[];
  hoop?: DrawnHoop;
  /** The picture's content is moved by this. */
  camera?: { x: number; y: number };
  /** Rows of black above and below. */
  bars?: number;
  mirrored?: boolean;
}

type Colour = readonly [y: number, u: number, v: number];
const ORANGE: Colour = [120, 95, 170];
const RIM: Colour = [105, 105, 185];
const WHITE: Colour = [225, 128, 128];

/** A fixed pseudo-random value 0-1 for a whole-numbered place. */
function noise(x: number, y: number): number {
  let h = (Math.imul(x, 374761393) + Math.imul(y, 668265263)) | 0;
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth texture with details of about `cell` pixels, 0-1. */
function texture(x: number, y: number, cell: number): number {
  const gx = Math.floor(x / cell);
  const gy = Math.floor(y / cell);
  const fx = x / cell - gx;
  const fy = y / cell - gy;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const top = noise(gx, gy) + (noise(gx + 1, gy) - noise(gx, gy)) * sx;
  const bottom = noise(gx, gy + 1) + (noise(gx + 1, gy + 1) - noise(gx, gy + 1)) * sx;
  return top + (bottom - top) * sy;
}

function mix(from: Colour, to: Colour, share: number): Colour {
  return [0, 1, 2].map((k) => from[k]! + (to[k]! - from[k]!) * share) as unknown as Colour;
}

/** Share of a pixel that a disc covers. */
function coverage(distance: number, radius: number): number {
  return Math.max(0, Math.min(1, radius - distance + 0.5));
}

function background(x: number, y: number): Colour {
  const coarse = texture(x, y, 23);
  const fine = texture(x + 500, y + 300, 7);
  return [110 + 50 * coarse + 30 * fine, 126 - 6 * coarse, 126 + 8 * coarse];
}

function withDisc(colour: Colour, x: number, y: number, disc: DrawnBall): Colour {
  const radius = disc.diameter / 2;
  const distance = Math.hypot(x - disc.x, y - disc.y);
  if (distance > radius + 1) return colour;
  // Lit from above.
  const shade = 1 - 0.25 * ((y - disc.y) / radius);
  return mix(colour, [ORANGE[0] * 0.75 * shade, ORANGE[1], ORANGE[2]], coverage(distance, radius));
}

function withHoop(colour: Colour, x: number, y: number, hoop: DrawnHoop): Colour {
  const dx = (x - hoop.x) / hoop.a;
  const dy = (y - hoop.y) / hoop.b;
  const radius = Math.hypot(dx, dy);
  // Distance to the ellipse, to first order.
  const slope = Math.hypot(dx / hoop.a, dy / hoop.b) / Math.max(1e-6, radius);
  const off = Math.abs(radius - 1) / Math.max(1e-6, slope);
  const depth = (y - hoop.y) / (1.6 * hoop.a);
  let result = colour;
  const inNet = depth > 0 && depth < 1 && Math.abs(x - hoop.x - hoop.sway * depth) < hoop.a * (1 - 0.4 * depth);
  if (inNet) {
    const u = x - hoop.x - hoop.sway * depth;
    const cords = Math.min(Math.abs(((u + y) % 8) - 4), Math.abs(((u - y) % 8) - 4));
    if (cords < 1) result = WHITE;
  }
  return mix(result, RIM, coverage(off, 1.6));
}

function colourAt(x: number, y: number, drawn: DrawnFrame): Colour {
  const camera = drawn.camera ?? { x: 0, y: 0 };
  const sx = x - camera.x;
  const sy = y - camera.y;
  let colour = background(sx, sy);
  for (const decoy of drawn.decoys ?? []) colour = withDisc(colour, sx, sy, decoy);
  if (drawn.ball && drawn.inNet) colour = withDisc(colour, x, y, drawn.ball);
  if (drawn.hoop) colour = withHoop(colour, sx, sy, drawn.hoop);
  return drawn.ball && !drawn.inNet ? withDisc(colour, x, y, drawn.ball) : colour;
}

/** Draws one frame; the ball is where the picture shows it, everything else moves with the camera. */
export function draw(index: number, fps: number, width: number, height: number, drawn: DrawnFrame): VideoFrame {
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const y = new Uint8Array(width * height);
  const u = new Uint8Array(halfWidth * halfHeight).fill(128);
  const v = new Uint8Array(halfWidth * halfHeight).fill(128);
  const bars = drawn.bars ?? 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const inBar = row < bars || row >= height - bars;
      const x = drawn.mirrored ? width - 1 - column : column;
      const colour: Colour = inBar ? [16, 128, 128] : colourAt(x, row, drawn);
      y[row * width + column] = Math.round(colour[0]);
      if (row % 2 === 1 || column % 2 === (drawn.mirrored ? 0 : 1)) continue;
      const chroma = (row >> 1) * halfWidth + (column >> 1);
      u[chroma] = Math.round(colour[1]);
      v[chroma] = Math.round(colour[2]);
    }
  }
  return { index, timeSeconds: index / fps, width, height, y, u, v, colour: { matrix: 'bt601', range: 'limited' } };
}

/** The empty gym, drawn once where the camera stands still. */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Camera } from '../camera/camera.ts';
import { circlePoints } from '../camera/ellipse.ts';
import { random } from '../geometry/random.ts';
import type { Vec3 } from '../geometry/vec.ts';
import { css, mix, shade, type Colour } from '../render/colour.ts';
import { fill, stroke } from '../render/view.ts';
import { courtLines, type Gym } from './gym.ts';

const WOOD: Colour = [203, 160, 108];
const KEY: Colour = [62, 92, 138];
const WALL: Colour = [214, 209, 197];
const PADS: Colour = [44, 66, 104];
const CEILING: Colour = [92, 94, 98];
const PAD_HEIGHT = 1.9;

export function backdrop(camera: Camera, gym: Gym): Canvas {
  const canvas = createCanvas(camera.width, camera.height);
  const c = canvas.getContext('2d');
  drawCeiling(c, camera, gym);
  for (const wall of wallsOf(gym)) drawWall(c, camera, gym, wall);
  drawFloor(c, camera, gym);
  return softened(canvas);
}

/** A lens is not quite sharp at the back of the room, and darker in the corners. */
function softened(canvas: Canvas): Canvas {
  const { width, height } = canvas;
  const soft = createCanvas(width, height);
  const c = soft.getContext('2d');
  c.drawImage(canvas, 0, 0);
  c.filter = 'blur(0.8px)';
  c.drawImage(canvas, 0, 0);
  c.filter = 'none';
  const corner = c.createRadialGradient(width / 2, height / 2, 0.35 * width, width / 2, height / 2, 0.75 * width);
  corner.addColorStop(0, 'rgba(0, 0, 0, 0)');
  corner.addColorStop(1, 'rgba(0, 0, 0, 0.28)');
  c.fillStyle = corner;
  c.fillRect(0, 0, width, height);
  return soft;
}

/** A wall from `from` along `to`, floor corners. */
interface Wall {
  from: Vec3;
  to: Vec3;
  windows: boolean;
  light: number;
}

function wallsOf({ x, y }: Gym): Wall[] {
  const corner = (i: 0 | 1, j: 0 | 1): Vec3 => [x[i], y[j], 0];
  return [
    { from: corner(0, 1), to: corner(1, 1), windows: true, light: 1 },
    { from: corner(1, 0), to: corner(0, 0), windows: true, light: 0.97 },
    { from: corner(1, 1), to: corner(1, 0), windows: false, light: 0.9 },
    { from: corner(0, 0), to: corner(0, 1), windows: false, light: 0.92 },
  ];
}

function drawWall(c: SKRSContext2D, camera: Camera, { height }: Gym, { from, to, windows, light }: Wall): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const at = (s: number, z: number): Vec3 => [
    from[0] + ((to[0] - from[0]) * s) / length,
    from[1] + ((to[1] - from[1]) * s) / length,
    z,
  ];
  const panel = (s0: number, s1: number, z0: number, z1: number, colour: Colour, alpha = 1) =>
    fill(c, camera, [at(s0, z0), at(s1, z0), at(s1, z1), at(s0, z1)], css(shade(colour, light), alpha));
  for (let z = 0; z < height; z += 0.6) panel(0, length, z, Math.min(height, z + 0.62), shade(WALL, 0.84 + 0.028 * z));
  for (let z = 2.4; z < height; z += 0.8) panel(0, length, z, z + 0.02, shade(WALL, 0.78));
  for (let s = 0; s < length; s += 1.25) {
    const tone = 1 + 0.05 * Math.sin(7.3 * s);
    panel(s, Math.min(length, s + 1.22), 0.12, PAD_HEIGHT, shade(PADS, tone));
    panel(s + 1.2, s + 1.25, 0.12, PAD_HEIGHT, shade(PADS, 0.6));
  }
  panel(0, length, PAD_HEIGHT, PAD_HEIGHT + 0.1, [226, 196, 120]);
  panel(0, length, 0, 0.12, [58, 48, 40]);
  if (windows) {
    for (let s = 1.5; s + 2.4 < length; s += 3.6) {
      panel(s - 0.08, s + 2.48, 4.52, 6.28, [150, 146, 138]);
      panel(s, s + 2.4, 4.6, 6.2, [232, 240, 246]);
      for (const part of [0.8, 1.6]) panel(s + part - 0.03, s + part + 0.03, 4.6, 6.2, [150, 146, 138]);
    }
  }
}

function drawCeiling(c: SKRSContext2D, camera: Camera, { x, y, height }: Gym): void {
  fill(
    c,
    camera,
    [
      [x[0], y[0], height],
      [x[1], y[0], height],
      [x[1], y[1], height],
      [x[0], y[1], height],
    ],
    css(CEILING),
  );
  for (let s = x[0]; s < x[1]; s += 2.5) {
    stroke(
      c,
      camera,
      [
        [s, y[0], height - 0.25],
        [s, y[1], height - 0.25],
      ],
      css(shade(CEILING, 0.7)),
      0.22,
    );
  }
  for (const [cx, cy] of lamps({ x, y })) {
    const corners: Vec3[] = [
      [cx - 0.7, cy - 0.25, height - 0.4],
      [cx + 0.7, cy - 0.25, height - 0.4],
      [cx + 0.7, cy + 0.25, height - 0.4],
      [cx - 0.7, cy + 0.25, height - 0.4],
    ];
    fill(c, camera, corners, 'rgba(255, 252, 240, 1)');
  }
}

function lamps({ x, y }: Pick<Gym, 'x' | 'y'>): [number, number][] {
  const places: [number, number][] = [];
  for (let cx = x[0] + 2; cx < x[1] - 1; cx += 4)
    for (let cy = y[0] + 3; cy < y[1] - 1; cy += 4.2) places.push([cx, cy]);
  return places;
}

function drawFloor(c: SKRSContext2D, camera: Camera, gym: Gym): void {
  const { x, y } = gym;
  const source = random(7);
  fill(
    c,
    camera,
    [
      [x[0], y[0], 0],
      [x[1], y[0], 0],
      [x[1], y[1], 0],
      [x[0], y[1], 0],
    ],
    css(WOOD),
  );
  const court = courtLines(gym);
  fill(c, camera, court.key, css(mix(WOOD, KEY, 0.82)));
  for (let plank = y[0]; plank < y[1]; plank += 0.22) {
    for (let from = x[0] - source.range(0, 2); from < x[1]; from += source.range(1.2, 2.6)) {
      const tone = source.normal(0.05);
      const to = Math.min(x[1], from + 2.6);
      const corners: Vec3[] = [
        [from, plank, 0],
        [to, plank, 0],
        [to, plank + 0.22, 0],
        [from, plank + 0.22, 0],
      ];
      fill(c, camera, corners, tone > 0 ? `rgba(255, 236, 200, ${tone})` : `rgba(70, 40, 15, ${-tone})`);
    }
    stroke(
      c,
      camera,
      [
        [x[0], plank, 0],
        [x[1], plank, 0],
      ],
      'rgba(96, 62, 28, 0.12)',
      0.008,
      0.4,
    );
  }
  for (const line of court.lines) fill(c, camera, painted(line), 'rgba(246, 244, 238, 0.92)');
  for (const [cx, cy] of lamps(gym)) {
    for (let i = 1; i <= 7; i++) fill(c, camera, circlePoints([cx, cy, 0], 0.3 * i, 24), 'rgba(255, 250, 235, 0.028)');
  }
}

const LINE_WIDTH = 0.05;

/** The outline of a line painted on the floor. */
function painted(line: readonly Vec3[]): Vec3[] {
  const edge = (side: 1 | -1): Vec3[] =>
    line.map((p, i) => {
      const [before, after] = [line[i - 1] ?? p, line[i + 1] ?? p];
      const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
      const k = (side * LINE_WIDTH) / (2 * Math.hypot(dx, dy));
      return [p[0] - k * dy, p[1] + k * dx, 0];
    });
  return [...edge(1), ...edge(-1).toReversed()];
}

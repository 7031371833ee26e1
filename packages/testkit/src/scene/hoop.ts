/** Board, rim and net. The part behind a ball in the ring is drawn before it, the part before it after. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { RIM_HEIGHT, RIM_RADIUS } from '../ball/flight.ts';
import { board, NET_BOTTOM, NET_LENGTH, RIM_TUBE } from '../ball/simulate.ts';
import { toCamera, type Camera } from '../camera/camera.ts';
import { lerp, type Vec3 } from '../geometry/vec.ts';
import type { Gym } from './gym.ts';
import { fill, stroke } from '../render/view.ts';

/** How the net hangs: how strongly it moves (0-1), when that began to swing, and what bulges it. */
export interface NetState {
  motion: number;
  time: number;
  ball: { centre: Vec3; radius: number } | null;
}

const RIM_COLOUR = 'rgba(226, 92, 34, 1)';
const STRANDS = 12;
const ROWS = 5;

export function drawHoop(
  c: SKRSContext2D,
  camera: Camera,
  { rimX, x: [, wallX] }: Gym,
  net: NetState,
  part: 'behind' | 'before',
): void {
  const centre: Vec3 = [rimX, 0, RIM_HEIGHT];
  const middle = toCamera(camera, centre)[2];
  const boardBehind = toCamera(camera, [rimX + board.behind, 0, RIM_HEIGHT])[2] > middle;
  const here = (p: Vec3): boolean => toCamera(camera, p)[2] >= middle === (part === 'behind');
  if (boardBehind === (part === 'behind') && boardBehind) drawBoard(c, camera, rimX, wallX);
  for (const [a, b] of ringPieces(centre))
    if (here(lerp(a, b, 0.5))) stroke(c, camera, [a, b], RIM_COLOUR, 2.6 * RIM_TUBE, 2);
  for (const [a, b] of netPieces(centre, net)) {
    if (here(lerp(a, b, 0.5))) stroke(c, camera, [a, b], 'rgba(244, 244, 240, 0.85)', 0.011, 0.9);
  }
  if (boardBehind === (part === 'behind') && !boardBehind) drawBoard(c, camera, rimX, wallX);
}

function ringPieces(centre: Vec3): [Vec3, Vec3][] {
  const at = (i: number): Vec3 => {
    const a = (2 * Math.PI * i) / 40;
    return [centre[0] + RIM_RADIUS * Math.cos(a), centre[1] + RIM_RADIUS * Math.sin(a), centre[2]];
  };
  return Array.from({ length: 40 }, (_, i) => [at(i), at(i + 1)]);
}

function netPieces(centre: Vec3, net: NetState): [Vec3, Vec3][] {
  const knot = (strand: number, row: number) => netKnot(centre, net, strand, row);
  const pieces: [Vec3, Vec3][] = [];
  for (let row = 0; row < ROWS; row++) {
    const shift = (row % 2) / 2;
    for (let i = 0; i < STRANDS; i++) {
      for (const aside of [-0.5, 0.5]) pieces.push([knot(i + shift, row), knot(i + shift + aside, row + 1)]);
    }
  }
  return pieces;
}

function netKnot(centre: Vec3, { motion, time, ball }: NetState, strand: number, row: number): Vec3 {
  const down = row / ROWS;
  const angle = (2 * Math.PI * strand) / STRANDS;
  const swing = motion * Math.sin(2 * Math.PI * 3.2 * time);
  const radius = RIM_RADIUS * (1 - (1 - NET_BOTTOM) * down ** 0.8) * (1 + 0.35 * motion * down);
  const z = centre[2] - NET_LENGTH * down * (1 - 0.35 * motion * down);
  const at: Vec3 = [
    centre[0] + radius * Math.cos(angle) + 0.1 * swing * down,
    centre[1] + radius * Math.sin(angle) + 0.05 * swing * down,
    z,
  ];
  return ball ? pushedOut(at, ball.centre, ball.radius + 0.012) : at;
}

function pushedOut(p: Vec3, centre: Vec3, radius: number): Vec3 {
  const rise = p[2] - centre[2];
  if (Math.abs(rise) >= radius) return p;
  const room = Math.sqrt(radius * radius - rise * rise);
  const out = Math.hypot(p[0] - centre[0], p[1] - centre[1]);
  if (out >= room || out === 0) return p;
  return [centre[0] + ((p[0] - centre[0]) * room) / out, centre[1] + ((p[1] - centre[1]) * room) / out, p[2]];
}

function drawBoard(c: SKRSContext2D, camera: Camera, rimX: number, wallX: number): void {
  const face = rimX + board.behind;
  const [half, low, high] = [board.breadth / 2, board.bottom, board.bottom + board.height];
  const rect = (h: number, z0: number, z1: number, x = face): Vec3[] => [
    [x, -h, z0],
    [x, h, z0],
    [x, h, z1],
    [x, -h, z1],
  ];
  const steel = 'rgba(52, 56, 62, 1)';
  // It hangs from the wall behind it.
  for (const side of [-0.45, 0.45]) {
    stroke(
      c,
      camera,
      [
        [face + 0.05, side, low + 0.9],
        [wallX, 1.6 * side, low + 1.5],
      ],
      steel,
      0.09,
    );
    stroke(
      c,
      camera,
      [
        [face + 0.05, side, low + 0.2],
        [wallX, 1.6 * side, low + 0.4],
      ],
      steel,
      0.09,
    );
  }
  fill(c, camera, rect(half, low, high, face + 0.04), 'rgba(120, 126, 132, 0.9)');
  fill(c, camera, rect(half, low, high), 'rgba(238, 241, 244, 0.93)');
  const frame = (corners: Vec3[], style: string, thick: number) =>
    stroke(c, camera, [...corners, corners[0]!], style, thick);
  frame(rect(half - 0.03, low + 0.03, high - 0.03), 'rgba(214, 60, 44, 0.95)', 0.05);
  frame(rect(0.295, RIM_HEIGHT + 0.15, RIM_HEIGHT + 0.6), 'rgba(214, 60, 44, 0.95)', 0.05);
  stroke(
    c,
    camera,
    [
      [face, -half, low],
      [face, half, low],
    ],
    'rgba(44, 66, 104, 1)',
    0.07,
  );
  // What holds the rim.
  stroke(
    c,
    camera,
    [
      [face, 0, RIM_HEIGHT - 0.02],
      [rimX + RIM_RADIUS, 0, RIM_HEIGHT - 0.01],
    ],
    RIM_COLOUR,
    0.07,
  );
}

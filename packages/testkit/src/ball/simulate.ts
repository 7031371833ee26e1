/** A ball on its own: air, floor, rim, board, net and the gym's walls. */
import { along, distance, dot, norm, scale, sub, unit, type Vec3 } from '../geometry/vec.ts';
import { fly, RIM_HEIGHT, RIM_RADIUS, type Moving } from './flight.ts';

export const RIM_TUBE = 0.009;
export const NET_LENGTH = 0.42;
/** The board's face stands this far behind the rim's centre; the board's breadth, height and lower edge. */
export const board = { behind: 0.381, breadth: 1.83, height: 1.07, bottom: 2.9 } as const;
/** Walls: behind the basket, behind the shooter, to either side; metres from the rim's centre along x, and from y = 0. */
export const walls = { ahead: 4.2, back: -14, side: 8 } as const;

const BOUNCE = { floor: 0.77, rim: 0.55, board: 0.65, wall: 0.6 };
/** How fast the net takes sideways speed, and how strongly it brakes the fall, per second. */
const NET_DRAG = { sideways: 22, down: 5 };
const STEP = 0.001;

/** The basket's rim centre is (rimX, 0, 3.048). `basket` false: there is nothing but floor and walls. */
export interface Surroundings {
  rimX: number;
  radius: number;
  basket: boolean;
}

export interface BallPath {
  start: number;
  /** Positions every `STEP` seconds from `start`. */
  at(t: number): Vec3;
  velocityAt(t: number): Vec3;
  /** First touch of rim or board; `null`: none. */
  touchedSeconds: number | null;
  /** When it came down through the ring into the net; `null`: missed. */
  madeSeconds: number | null;
}

interface Touch {
  rim: boolean;
  made: boolean;
}

export function simulate(from: Moving, start: number, end: number, around: Surroundings): BallPath {
  const states: Moving[] = [from];
  let touchedSeconds: number | null = null;
  let madeSeconds: number | null = null;
  let now = from;
  for (let i = 1; i <= Math.ceil((end - start) / STEP) + 1; i++) {
    const touch: Touch = { rim: false, made: false };
    now = step(now, around, madeSeconds !== null, touch);
    if (touch.rim) touchedSeconds ??= start + i * STEP;
    if (touch.made) madeSeconds ??= start + i * STEP;
    states.push(now);
    if (now.p[2] <= around.radius && norm(now.v) < RESTS_BELOW) break;
  }
  const between = (t: number, of: (s: Moving) => Vec3): Vec3 => {
    const i = Math.min(states.length - 1.001, Math.max(0, (t - start) / STEP));
    const [a, b] = [states[Math.floor(i)]!, states[Math.floor(i) + 1]!];
    return along(scale(of(a), 1 - (i % 1)), of(b), i % 1);
  };
  return {
    start,
    at: (t) => between(t, (s) => s.p),
    velocityAt: (t) => between(t, (s) => s.v),
    touchedSeconds,
    madeSeconds,
  };
}

function step(now: Moving, around: Surroundings, made: boolean, touch: Touch): Moving {
  let next = fly(now, STEP);
  if (around.basket) {
    next = hitRim(next, around, touch);
    next = hitBoard(now, next, around, touch);
    if (made) next = throughNet(next, around);
    touch.made = entersNet(now, next, around);
  }
  return hitFloorAndWalls(next, around);
}

/** The ball's velocity after touching something at rest with the outward unit normal `n`. */
function bounced(v: Vec3, n: Vec3, restitution: number, friction: number): Vec3 {
  const into = dot(v, n);
  if (into >= 0) return v;
  const normal = scale(n, into);
  return along(scale(sub(v, normal), 1 - friction), normal, -restitution);
}

function hitRim({ p, v }: Moving, { rimX, radius }: Surroundings, touch: Touch): Moving {
  const [x, y] = [p[0] - rimX, p[1]];
  const out = Math.hypot(x, y);
  if (out === 0) return { p, v };
  const nearest: Vec3 = [rimX + (x / out) * RIM_RADIUS, (y / out) * RIM_RADIUS, RIM_HEIGHT];
  const room = radius + RIM_TUBE;
  if (distance(p, nearest) >= room) return { p, v };
  touch.rim = true;
  const n = unit(sub(p, nearest));
  return { p: along(nearest, n, room), v: bounced(v, n, BOUNCE.rim, 0.1) };
}

function hitBoard(before: Moving, { p, v }: Moving, { rimX, radius }: Surroundings, touch: Touch): Moving {
  const face = rimX + board.behind;
  const beside = Math.abs(p[1]) > board.breadth / 2 || p[2] < board.bottom || p[2] > board.bottom + board.height;
  if (beside || v[0] <= 0 || before.p[0] > face || p[0] + radius < face) return { p, v };
  touch.rim = true;
  return { p: [face - radius, p[1], p[2]], v: bounced(v, [-1, 0, 0], BOUNCE.board, 0.1) };
}

/** Made: the centre has come down through the ring by a third of the ball. */
function entersNet(before: Moving, after: Moving, { rimX, radius }: Surroundings): boolean {
  const z = RIM_HEIGHT - radius / 1.5;
  const inside = Math.hypot(after.p[0] - rimX, after.p[1]) < RIM_RADIUS - 0.3 * radius;
  return inside && before.p[2] >= z && after.p[2] < z;
}

/** The net's narrow end as a part of the ring's radius. */
export const NET_BOTTOM = 0.55;

/** The net takes speed, and holds the ball the nearer its axis the lower it is. */
function throughNet({ p, v }: Moving, { rimX, radius }: Surroundings): Moving {
  const down = (RIM_HEIGHT - p[2]) / NET_LENGTH;
  const off: Vec3 = [p[0] - rimX, p[1], 0];
  if (down < 0 || down > 1 || norm(off) > 1.2 * RIM_RADIUS) return { p, v };
  const sideways = Math.exp(-NET_DRAG.sideways * STEP);
  const slowed: Vec3 = [v[0] * sideways, v[1] * sideways, v[2] * Math.exp(-NET_DRAG.down * STEP)];
  const room = Math.max(0.01, RIM_RADIUS * (1 - (1 - NET_BOTTOM) * down) - 0.95 * radius);
  if (norm(off) <= room) return { p, v: slowed };
  const out = unit(off);
  const held = scale(out, room);
  const outward = Math.max(0, dot(slowed, out));
  return { p: [rimX + held[0], held[1], p[2]], v: along(slowed, out, -outward) };
}

const ROLLS_BELOW = 0.5;
/** A ball on the floor that is slower lies still, m/s. */
const RESTS_BELOW = 0.01;
const ROLLING_FRICTION = 0.25;

function hitFloorAndWalls({ p, v }: Moving, { rimX, radius }: Surroundings): Moving {
  let [x, y, z] = p;
  let w = v;
  if (z < radius) {
    z = radius;
    w = bounced(w, [0, 0, 1], -w[2] < ROLLS_BELOW ? 0 : BOUNCE.floor, -w[2] < ROLLS_BELOW ? 0 : 0.08);
    if (Math.abs(w[2]) < ROLLS_BELOW / 2) {
      const speed = norm(w);
      w = scale(w, speed > 0 ? Math.max(0, 1 - (ROLLING_FRICTION * STEP) / speed) : 0);
    }
  }
  const [far, near] = [rimX + walls.ahead - radius, rimX + walls.back + radius];
  if (x > far) [x, w] = [far, bounced(w, [-1, 0, 0], BOUNCE.wall, 0.1)];
  if (x < near) [x, w] = [near, bounced(w, [1, 0, 0], BOUNCE.wall, 0.1)];
  const side = walls.side - radius;
  if (Math.abs(y) > side) [y, w] = [Math.sign(y) * side, bounced(w, [0, -Math.sign(y), 0], BOUNCE.wall, 0.1)];
  return { p: [x, y, z], v: w };
}

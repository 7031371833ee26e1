/** A ball in the air. */
import { add, along, norm, scale, type Vec3 } from '../geometry/vec.ts';

export const GRAVITY = 9.81;
/** Of a = g - k |v| v, 1/m: drag coefficient 0.5, size 7, at sea level (`docs/domain.md`, flight physics). */
export const DRAG = 0.0224;
export const RIM_HEIGHT = 3.048;
export const RIM_RADIUS = 0.2286;

export interface Moving {
  p: Vec3;
  v: Vec3;
}

export const airAcceleration = (v: Vec3): Vec3 => add([0, 0, -GRAVITY], scale(v, -DRAG * norm(v)));

/** One Runge-Kutta step of `dt` seconds through the air. */
export function fly({ p, v }: Moving, dt: number): Moving {
  const a1 = airAcceleration(v);
  const v2 = along(v, a1, dt / 2);
  const a2 = airAcceleration(v2);
  const v3 = along(v, a2, dt / 2);
  const a3 = airAcceleration(v3);
  const v4 = along(v, a3, dt);
  const a4 = airAcceleration(v4);
  return {
    p: along(p, add(add(v, scale(v2, 2)), add(scale(v3, 2), v4)), dt / 6),
    v: along(v, add(add(a1, scale(a2, 2)), add(scale(a3, 2), a4)), dt / 6),
  };
}

/** Where and when a ball in free flight comes down through the height `z`; `null` where it never gets there. */
export function fallsThrough(from: Moving, z: number): (Moving & { seconds: number }) | null {
  const dt = 0.002;
  let now = from;
  for (let seconds = 0; seconds < 6; seconds += dt) {
    const next = fly(now, dt);
    if (next.v[2] < 0 && now.p[2] >= z && next.p[2] < z) {
      const part = ((now.p[2] - z) / (now.p[2] - next.p[2])) * dt;
      return { ...fly(now, part), seconds: seconds + part };
    }
    now = next;
  }
  return null;
}

/**
 * The velocity at which a ball that leaves `from` at `angle` degrees above the horizontal comes down through `target`.
 * Newton's method on speed and direction, begun at the answer without air (speed^2 = g X^2 / (2 cos^2 (X tan - dz))).
 */
export function velocityTo(from: Vec3, target: Vec3, angle: number): Vec3 {
  const [dx, dy, dz] = [target[0] - from[0], target[1] - from[1], target[2] - from[2]];
  const across = Math.hypot(dx, dy);
  const elevation = (angle * Math.PI) / 180;
  const lift = across * Math.tan(elevation) - dz;
  if (lift <= 0) throw new RangeError(`a ball thrown at ${angle} degrees cannot reach the target`);
  const heading = Math.atan2(dy, dx);
  const velocity = (speed: number): Vec3 => [
    speed * Math.cos(elevation) * Math.cos(heading),
    speed * Math.cos(elevation) * Math.sin(heading),
    speed * Math.sin(elevation),
  ];
  const reached = (speed: number): number => {
    const end = fallsThrough({ p: from, v: velocity(speed) }, target[2]);
    return end ? Math.hypot(end.p[0] - from[0], end.p[1] - from[1]) : 0;
  };
  let speed = 1.04 * Math.sqrt((GRAVITY * across * across) / (2 * Math.cos(elevation) ** 2 * lift));
  for (let i = 0; i < 12; i++) {
    const here = reached(speed);
    if (here === 0) {
      speed *= 1.05;
      continue;
    }
    speed -= (here - across) / ((reached(speed + 0.01) - here) / 0.01);
  }
  return velocity(speed);
}

/** The velocity that takes a ball from `from` to `to` in `seconds`: a pass. */
export function velocityIn(from: Vec3, to: Vec3, seconds: number): Vec3 {
  let v: Vec3 = [0, 1, 2].map((i) => (to[i]! - from[i]!) / seconds) as unknown as Vec3;
  v = [v[0], v[1], v[2] + (GRAVITY * seconds) / 2];
  for (let i = 0; i < 8; i++) {
    const miss = add(to, scale(flown({ p: from, v }, seconds).p, -1));
    v = along(v, miss, 1 / seconds);
  }
  return v;
}

/** After `seconds` of free flight. */
export function flown(from: Moving, seconds: number): Moving {
  const steps = Math.max(1, Math.ceil(Math.abs(seconds) / 0.004));
  let now = from;
  for (let i = 0; i < steps; i++) now = fly(now, seconds / steps);
  return now;
}

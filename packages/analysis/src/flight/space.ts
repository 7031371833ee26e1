import { GRAVITY } from '../ball/constants.ts';

/** In the camera's axes, metres: right, down, ahead. */
export type Vector = readonly [right: number, down: number, ahead: number];

export interface Moving {
  place: Vector;
  velocity: Vector;
}

/**
 * Of a = g - k |v| v, 1/m. Source: drag coefficient 0.5 of a size 7 ball at sea level (Brancazio 1981).
 */
export const DRAG = 0.0224;
/** Steps of a flight, seconds: at this size Runge and Kutta's fourth order is good to less than 0.1 mm. */
const STEP = 0.05;

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const along = (a: Vector, b: Vector, factor: number): Vector => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];

/** Straight up in the axes of a camera that looks up by `pitch` and whose picture leans clockwise by `roll`, radians. */
export function upOf(pitch: number, roll: number): Vector {
  return [Math.sin(roll) * Math.cos(pitch), -Math.cos(roll) * Math.cos(pitch), Math.sin(pitch)];
}

/** The level part of a vector. */
export function levelled(v: Vector, up: Vector): Vector {
  return along(v, up, -dot(v, up));
}

/** A ball after so many seconds of free flight through air; before, where they are negative. */
export function flown(from: Moving, seconds: number, up: Vector): Moving {
  const steps = Math.max(1, Math.ceil(Math.abs(seconds) / STEP));
  let now = from;
  for (let i = 0; i < steps; i++) now = stepped(now, seconds / steps, up);
  return now;
}

/** The states of a flight every `STEP` seconds, to be looked up between them. */
export class FlightStates {
  readonly #states: Moving[];

  constructor(from: Moving, seconds: number, up: Vector) {
    this.#states = [from];
    for (let i = 0; i * STEP < seconds; i++) this.#states.push(stepped(this.#states[i]!, STEP, up));
  }

  /** Where the ball is at a time within the span, or a little outside it: cubic between the states. */
  at(seconds: number): Vector {
    const last = this.#states.length - 2;
    const i = Math.min(last, Math.max(0, Math.floor(seconds / STEP)));
    const s = seconds / STEP - i;
    const [a, b] = [this.#states[i]!, this.#states[i + 1]!];
    const [s2, s3] = [s * s, s * s * s];
    const [wa, wb] = [2 * s3 - 3 * s2 + 1, 3 * s2 - 2 * s3];
    const [va, vb] = [STEP * (s3 - 2 * s2 + s), STEP * (s3 - s2)];
    const mix = (k: 0 | 1 | 2) => wa * a.place[k] + wb * b.place[k] + va * a.velocity[k] + vb * b.velocity[k];
    return [mix(0), mix(1), mix(2)];
  }

  /** When the ball comes down through the level of a place, seconds; `null` where it does not within the span. */
  fallsThrough(level: Vector, up: Vector): number | null {
    const height = (state: Moving) => dot(along(state.place, level, -1), up);
    const i = this.#states.findIndex((state, k) => {
      const next = this.#states[k + 1];
      return next !== undefined && height(state) >= 0 && height(next) < 0;
    });
    if (i < 0) return null;
    let [low, high] = [i * STEP, (i + 1) * STEP];
    for (let k = 0; k < 30; k++) {
      const middle = (low + high) / 2;
      if (dot(along(this.at(middle), level, -1), up) >= 0) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}

function stepped({ place, velocity }: Moving, dt: number, up: Vector): Moving {
  const pull = (v: Vector): Vector => {
    const air = -DRAG * Math.hypot(v[0], v[1], v[2]);
    return [air * v[0] - GRAVITY * up[0], air * v[1] - GRAVITY * up[1], air * v[2] - GRAVITY * up[2]];
  };
  const a1 = pull(velocity);
  const v2 = along(velocity, a1, dt / 2);
  const a2 = pull(v2);
  const v3 = along(velocity, a2, dt / 2);
  const a3 = pull(v3);
  const v4 = along(velocity, a3, dt);
  const a4 = pull(v4);
  const mix = (a: Vector, b: Vector, c: Vector, d: Vector): Vector => along(along(along(a, b, 2), c, 2), d, 1);
  return {
    place: along(place, mix(velocity, v2, v3, v4), dt / 6),
    velocity: along(velocity, mix(a1, a2, a3, a4), dt / 6),
  };
}

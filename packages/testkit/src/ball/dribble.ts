/** A dribble on the spot: push, floor, back to the hand. */
import { GRAVITY } from './flight.ts';

/** Height of the ball's centre where it leaves the hand and comes back to it; its speed as it leaves; the time it stays. */
export const dribble = { height: 0.76, push: 3.2, contactSeconds: 0.2, restitution: 0.8 } as const;

export interface DribbleCycle {
  period: number;
  /** Height of the ball's centre and of the hand's point of contact above it minus the radius, by time in the cycle. */
  ball(t: number): number;
  hand(t: number): number;
  /** The ball's vertical speed as it comes back. */
  back: number;
}

/** A cycle begins as the ball comes back to the hand. Air is left out: it is slow and low. */
export function dribbleCycle(radius: number): DribbleCycle {
  const { height, push, contactSeconds, restitution } = dribble;
  const fall = height - radius;
  const impact = Math.sqrt(push * push + 2 * GRAVITY * fall);
  const rebound = restitution * impact;
  const back = Math.sqrt(rebound * rebound - 2 * GRAVITY * fall);
  const down = (impact - push) / GRAVITY;
  const up = (rebound - back) / GRAVITY;
  const period = contactSeconds + down + up;
  const touching = (t: number) => hermite(height, back, height, -push, contactSeconds, t);
  return {
    period,
    back,
    ball: (time) => {
      const t = wrap(time, period);
      if (t < contactSeconds) return touching(t);
      const d = t - contactSeconds;
      if (d < down) return height - push * d - (GRAVITY * d * d) / 2;
      const u = d - down;
      return radius + rebound * u - (GRAVITY * u * u) / 2;
    },
    hand: (time) => {
      const t = wrap(time, period);
      if (t < contactSeconds) return touching(t);
      return hermite(height, -push, height, back, down + up, t - contactSeconds);
    },
  };
}

const wrap = (t: number, period: number): number => t - period * Math.floor(t / period);

function hermite(p0: number, v0: number, p1: number, v1: number, duration: number, t: number): number {
  const s = t / duration;
  const [s2, s3] = [s * s, s * s * s];
  return (
    (2 * s3 - 3 * s2 + 1) * p0 + (s3 - 2 * s2 + s) * duration * v0 + (-2 * s3 + 3 * s2) * p1 + (s3 - s2) * duration * v1
  );
}

/** Walking: where the hips and feet are on the way to a place. */
import { clamp, minimumJerk } from '../geometry/curve.ts';
import { along, axes, type Vec3 } from '../geometry/vec.ts';
import { bothSides, type FootPlace } from '../body/pose.ts';
import { signOf, type Side } from '../body/side.ts';
import type { Skeleton } from '../body/skeleton.ts';
import { footAt, SOLE, type Stance } from './stance.ts';

export interface Walk {
  arrives: number;
  /** How far the hips still are from the end, m. */
  left(t: number): number;
  feet(t: number): Record<Side, FootPlace>;
  /** In double steps: how far the arms have swung. */
  phase(t: number): number;
}

const STOP_SECONDS = 0.5;
const USUAL_STEP = 0.62;
/** In steps of the hips' way: a foot lifts off and lands this far before its place. */
const LIFTS = 1.35;
const LANDS = 0.5;
const LIFT_HEIGHT = 0.07;

/** To `stance`, `distance` metres straight ahead, arriving at `arrives`. */
export function walk(s: Skeleton, stance: Stance, distance: number, speed: number, arrives: number): Walk {
  const steps = Math.max(2, Math.round(distance / USUAL_STEP));
  const step = distance / steps;
  const forward = axes(stance.facing).forward;
  const ends = bothSides((side) => footAt(s, stance, side));
  const left = (t: number): number => {
    const before = arrives - t;
    if (before <= 0) return 0;
    if (before < STOP_SECONDS) return (speed * before * before) / (2 * STOP_SECONDS);
    return speed * (before - STOP_SECONDS / 2);
  };
  /** Where a foot's k-th step ends, ahead of the end: the last two stand side by side. */
  const place = (k: number): number => (Math.min(k, steps) - steps) * step;
  return {
    arrives,
    left,
    phase: (t) => (distance - left(t)) / (2 * step),
    feet: (t) => {
      const gone = steps - left(t) / step;
      return bothSides((side) => {
        // Even steps are the right foot's.
        const parity = side === 'right' ? 0 : 1;
        const next = 2 * Math.ceil((gone + LANDS - parity) / 2) + parity;
        const k = Math.min(next, steps + ((steps + parity) % 2 === 0 ? 0 : 1));
        const lands = k > steps ? steps : k - LANDS;
        const swung = clamp((gone - (k - LIFTS)) / (lands - (k - LIFTS)), 0, 1);
        const [from, to] = [place(k - 2), place(k)];
        return swinging(ends[side], forward, from + (to - from) * minimumJerk(swung), swung, side);
      });
    },
  };
}

function swinging(end: FootPlace, forward: Vec3, ahead: number, swung: number, side: Side): FootPlace {
  const lift = Math.sin(Math.PI * swung);
  const [x, y] = along(end.toe, forward, ahead);
  const inward = -0.3 * signOf(side) * Math.min(1, -ahead);
  return { toe: [x, y, SOLE + LIFT_HEIGHT * lift], facing: end.facing + inward, pitch: 34 * lift * (1 - swung) };
}

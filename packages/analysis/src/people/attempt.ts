import type { Body, Hand } from '../model.ts';
import { hands, middle, side } from '../signals/joints.ts';
import { findExtensions, type Extension } from './extension.ts';

/** A moment at which a person may have shot: one or both arms straighten with the hands up. */
export interface Attempt {
  body: Body;
  /** About when the ball would have left the hand. */
  time: number;
  extensions: readonly Extension[];
}

/** Extensions of the two arms that come within this time belong to one attempt, seconds; guide hands leave early. */
const TOGETHER = 0.3;
/** How much more the shooting arm tells of the release than the guide arm, which lets go earlier. */
const SHOOTING_ARM = 4;

/** The attempts of a body, in order of time: the largest extensions first, each with what goes with it of the other arm. */
export function findAttempts(body: Body): Attempt[] {
  const attempts: Attempt[] = [];
  const left = new Set(findExtensions(body).sort((a, b) => b.amplitude - a.amplitude));
  for (const first of left) {
    const near = [...left].filter((e) => Math.abs(e.passes - first.passes) < TOGETHER);
    for (const extension of near) left.delete(extension);
    const other = near.find((e) => e.hand !== first.hand);
    const extensions = other ? [first, other] : [first];
    attempts.push({ body, time: timeOf(extensions, null), extensions });
  }
  return attempts.sort((a, b) => a.time - b.time);
}

/**
 * When the arms let the ball go: both, each as far as it is seen and moves.
 *
 * @param hand the shooting hand, which counts for more; `null` where it is not known
 */
export function timeOf(extensions: readonly Extension[], hand: Hand | null): number {
  const weight = (e: Extension) => e.visibility * e.amplitude * (e.hand === hand ? SHOOTING_ARM : 1);
  const total = extensions.reduce((sum, e) => sum + weight(e), 0);
  return extensions.reduce((sum, e) => sum + (e.passes * weight(e)) / total, 0);
}

/** The middles of the fingers of both hands in the image at a time: where a held ball touches them. */
export function handPlaces(body: Body, time: number): { hand: Hand; x: number; y: number }[] {
  return hands.flatMap((hand) => {
    const fingers = middle(body, side[hand].fingers, time);
    return fingers ? [{ hand, x: fingers.x, y: fingers.y }] : [];
  });
}

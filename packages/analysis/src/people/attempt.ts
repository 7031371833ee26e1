import { TORSO_METRES } from '../ball/constants.ts';
import type { Body, Hand } from '../model.ts';
import { hands, middle, side } from '../signals/joints.ts';
import { median } from '../signals/statistics.ts';
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
const STEP = 1 / 60;

interface Place {
  x: number;
  y: number;
  z?: number;
}

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

/**
 * How far the wrists are apart while the arms straighten, metres, as a median over time; `null` where an arm is not seen.
 * The picture shows it from in front, the model's space else: the larger of the two.
 */
export function handsApart({ body, extensions, time }: Attempt): number | null {
  const from = Math.min(...extensions.map((e) => e.set));
  const gaps: number[] = [];
  for (let t = from; t < time; t += STEP) {
    const seen = gapBetween(body.at(side.left.wrist, t), body.at(side.right.wrist, t));
    const modelled = gapBetween(body.worldAt(side.left.wrist, t), body.worldAt(side.right.wrist, t));
    if (seen !== null) gaps.push(Math.max((seen * TORSO_METRES) / body.torso, modelled ?? 0));
  }
  return gaps.length > 0 ? median(gaps) : null;
}

function gapBetween(a: Place | null, b: Place | null): number | null {
  return a && b && Math.hypot(a.x - b.x, a.y - b.y, (a.z ?? 0) - (b.z ?? 0));
}

/** The middles of the fingers of both hands in the image at a time: where a held ball touches them. */
export function handPlaces(body: Body, time: number): { hand: Hand; x: number; y: number }[] {
  return hands.flatMap((hand) => {
    const fingers = middle(body, side[hand].fingers, time);
    return fingers ? [{ hand, x: fingers.x, y: fingers.y }] : [];
  });
}

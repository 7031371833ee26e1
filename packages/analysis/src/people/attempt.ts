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

/** The attempts of a body, in order of time. */
export function findAttempts(body: Body): Attempt[] {
  const groups: Extension[][] = [];
  for (const extension of findExtensions(body)) {
    const group = groups.at(-1);
    const free = group && group.every((e) => e.hand !== extension.hand);
    if (free && extension.passes - group[0]!.passes < TOGETHER) group.push(extension);
    else groups.push([extension]);
  }
  return groups.map((extensions) => ({ body, time: timeOf(extensions), extensions }));
}

/** Both arms, each as far as it is seen and moves. */
function timeOf(extensions: readonly Extension[]): number {
  const weight = (e: Extension) => e.visibility * e.amplitude;
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

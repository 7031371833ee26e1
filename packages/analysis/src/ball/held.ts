import type { Sighting, Sightings } from './sightings.ts';

/** A ball in somebody's hands: its sightings and how far it was from the nearer hand, in its diameters. */
export interface HeldSighting {
  sighting: Sighting;
  distance: number;
}

export interface Hands {
  /** Steadied places of a person's hands at a time. */
  places(time: number): readonly { x: number; y: number }[];
  /** The ball's diameter at that person's, px. */
  diameter: number;
}

/** A ball no further than this from a hand's fingers, in diameters, may be in it: its radius, a palm, the pose's error. */
export const HELD_REACH = 1.1;
/** Candidates less believed than this say nothing about a hand: heads and shoes look like balls, too. */
const LEAST_CONFIDENCE = 0.3;

/** The likeliest held ball in each picture of a span that has one. */
export function heldBetween(sightings: Sightings, hands: Hands, from: number, to: number): HeldSighting[] {
  const found: HeldSighting[] = [];
  for (const sighting of sightings.between(from, to)) {
    if (!couldBeHeld(sighting, hands.diameter)) continue;
    const distance = distanceToHands(sighting, hands.places(sighting.time), hands.diameter);
    if (distance > HELD_REACH) continue;
    const last = found.at(-1);
    if (last?.sighting.frame !== sighting.frame) found.push({ sighting, distance });
    else if (sighting.confidence > last.sighting.confidence) found[found.length - 1] = { sighting, distance };
  }
  return found;
}

/** Part of the new pictures of a span in which a ball is in the hands; `null` where there is no picture. */
export function heldPart(sightings: Sightings, hands: Hands, from: number, to: number): number | null {
  const pictures = sightings.picturesBetween(from, to).length;
  return pictures > 0 ? heldBetween(sightings, hands, from, to).length / pictures : null;
}

/** From the nearer hand, in diameters; infinite where no hand's place is known. */
export function distanceToHands(
  ball: { x: number; y: number },
  places: readonly { x: number; y: number }[],
  diameter: number,
): number {
  return Math.min(...places.map((p) => Math.hypot(p.x - ball.x, p.y - ball.y))) / diameter;
}

function couldBeHeld(sighting: Sighting, diameter: number): boolean {
  const ratio = sighting.diameter / diameter;
  return sighting.confidence >= LEAST_CONFIDENCE && ratio > 0.5 && ratio < 1.8;
}

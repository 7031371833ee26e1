/** What the people in view tell about the ball: how large it is likely to be, where hands and heads are. */
import type { PersonPose } from '@shotform/contracts';
import { LANDMARK } from './landmarks.ts';

/** Size 7: 74.9-78 cm around. */
const BALL_DIAMETER_METRES = 0.243;
const MIN_VISIBILITY = 0.3;
const LANDMARK_STRIDE = 5;
const WORLD_STRIDE = 3;

export interface Spot {
  x: number;
  y: number;
}

export interface PersonScale {
  /** A ball at the person's depth, px. */
  ballDiameter: number;
  /** Centres of the hands in view. */
  hands: Spot[];
  /** Of the face's landmarks; `null` where it is out of view. */
  head: Spot | null;
  /** Shoulders, elbows and knees in view: round, and bare or not the colour of their surroundings. */
  joints: Spot[];
}

/** Reads a pose; `null` where too little of it is visible to know the person's size. */
export function scaleOfPerson(person: PersonPose): PersonScale | null {
  const pxPerMetre = pixelsPerMetre(person);
  if (pxPerMetre === null) return null;
  const hands = [LANDMARK.leftHand, LANDMARK.rightHand]
    .map((ids) => middle(person, ids))
    .filter((spot) => spot !== null);
  const joints = LANDMARK.joints.filter((id) => visible(person, id)).map((id) => middle(person, [id])!);
  return { ballDiameter: BALL_DIAMETER_METRES * pxPerMetre, hands, head: middle(person, LANDMARK.face), joints };
}

/** Spread of the body in the image over its spread in metres: it needs no limb to be seen at full length. */
function pixelsPerMetre(person: PersonPose): number | null {
  const ids = LANDMARK.body.filter((id) => visible(person, id));
  if (ids.length < 5) return null;
  const px = variance(
    ids.map((id) => [person.landmarks[id * LANDMARK_STRIDE]!, person.landmarks[id * LANDMARK_STRIDE + 1]!]),
  );
  const metres = variance(ids.map((id) => [person.world[id * WORLD_STRIDE]!, person.world[id * WORLD_STRIDE + 1]!]));
  const ratio = Math.sqrt(px / metres);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}

function variance(points: (readonly [number, number])[]): number {
  const mx = points.reduce((sum, p) => sum + p[0], 0) / points.length;
  const my = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  return points.reduce((sum, p) => sum + (p[0] - mx) ** 2 + (p[1] - my) ** 2, 0) / points.length;
}

function visible(person: PersonPose, id: number): boolean {
  return person.landmarks[id * LANDMARK_STRIDE + 3]! >= MIN_VISIBILITY;
}

/** A hand hidden behind the ball is still about where the model puts it: no visibility is asked for. */
function middle(person: PersonPose, ids: readonly number[]): Spot | null {
  let x = 0;
  let y = 0;
  for (const id of ids) {
    x += person.landmarks[id * LANDMARK_STRIDE]!;
    y += person.landmarks[id * LANDMARK_STRIDE + 1]!;
  }
  return Number.isFinite(x + y) ? { x: x / ids.length, y: y / ids.length } : null;
}

import { TORSO_METRES } from '../ball/constants.ts';
import type { Body, Hand } from '../model.ts';
import { hands, jointAngles, side } from '../signals/joints.ts';
import { clamp } from '../signals/statistics.ts';

/** How much speaks for the right hand, in logarithms of odds; negative for the left. */
export type RightOdds = number;

/** Times about the release at which the arms are looked at, seconds. */
const BEFORE = [-0.3, -0.06] as const;
const AFTER = [0.06, 0.3] as const;
const SAMPLES = 10;
/** Differences between the arms that make one unit of odds, and the most odds each can give. */
const BEND = { degrees: 15, most: 2 };
const FORWARD = { metres: 0.12, most: 1.5 };
const UNDER_BALL = { torsos: 0.1, most: 2 };

/**
 * Which hand shoots. The shooting elbow is bent further under the ball before the release than the guide's; after it the
 * shooting hand follows the ball forward while the guide hand stays; and seen from in front or behind, the ball leaves
 * over the shooting wrist. Each counts as far as the arms are seen, and what tells the wrists apart as far as they are
 * apart: straight from the side one covers the other, and the model mixes them up.
 *
 * @param yawDegrees of the shooter
 * @param ball places of the ball about the release, in its own frames
 */
export function rightHandOdds(
  body: Body,
  release: number,
  yawDegrees: number | null,
  ball: readonly { time: number; x: number }[],
): RightOdds {
  const yaw = ((yawDegrees ?? 0) * Math.PI) / 180;
  const [facingX, facingZ] = yawDegrees === null ? [0, 0] : [Math.sin(yaw), -Math.cos(yaw)];
  const bend = difference(release, BEFORE, (hand, time) => elbow(body, hand, time));
  const forward = difference(release, AFTER, (hand, time) => {
    const flat = body.at(side[hand].wrist, time);
    const deep = body.worldAt(side[hand].wrist, time);
    return flat && deep && ((flat.x * TORSO_METRES) / body.torso) * facingX + deep.z * facingZ;
  });
  const nearer = mean(
    ball.flatMap(({ time, x }) => {
      const [left, right] = hands.map((hand) => body.at(side[hand].wrist, time));
      return left && right ? [(Math.abs(left.x - x) - Math.abs(right.x - x)) / body.torso] : [];
    }),
  );
  const seen = Math.min(...hands.map((hand) => armVisibility(body, hand, release)));
  return (
    seen * clamp(-bend / BEND.degrees, -BEND.most, BEND.most) +
    seen * Math.abs(facingZ) * clamp(forward / FORWARD.metres, -FORWARD.most, FORWARD.most) +
    Math.max(0, 2 * Math.abs(facingZ) - 1) * clamp(nearer / UNDER_BALL.torsos, -UNDER_BALL.most, UNDER_BALL.most)
  );
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

/** About the release; never nothing, since the model's guess of a hidden arm is better than none. */
function armVisibility(body: Body, hand: Hand, release: number): number {
  const samples = [BEFORE[0], BEFORE[1], AFTER[0], AFTER[1]].map((offset) =>
    Math.sqrt(
      body.visibility(side[hand].elbow, release + offset) * body.visibility(side[hand].wrist, release + offset),
    ),
  );
  return Math.max(0.2, mean(samples));
}

function elbow(body: Body, hand: Hand, time: number): number | null {
  const arm = side[hand];
  const angles = jointAngles(body, [arm.shoulder, arm.elbow, arm.wrist], time);
  return angles && (angles.image + angles.world) / 2;
}

/** Right minus left, averaged over a span about the release; 0 where either was not seen. */
function difference(
  release: number,
  [from, to]: readonly [number, number],
  of: (hand: Hand, time: number) => number | null,
): number {
  let sum = 0;
  let count = 0;
  for (let k = 0; k < SAMPLES; k++) {
    const time = release + from + ((to - from) * k) / (SAMPLES - 1);
    const [left, right] = hands.map((hand) => of(hand, time));
    if (left == null || right == null) continue;
    sum += right - left;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

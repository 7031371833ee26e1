/** Other people: they stand, walk past or dribble a ball of their own. */
import { random } from '../geometry/random.ts';
import { axes, fromAxes, type Vec3 } from '../geometry/vec.ts';
import { dribbleCycle } from '../ball/dribble.ts';
import { poseBody, poseTrunk, type Body } from '../body/pose.ts';
import { skeleton } from '../body/skeleton.ts';
import type { BystanderSpec } from '../spec/spec.ts';
import { guarding, hanging, swinging } from './arms.ts';
import { dribblingArm, DRIBBLE_SPOT } from './dribbling-arm.ts';
import { legsOf } from './legs.ts';
import { restingPosture } from './posture.ts';
import { walk } from './walk.ts';

export interface Bystander {
  body(t: number): Body;
  /** The ball they dribble; `null`: none. */
  ball: ((t: number) => Vec3) | null;
}

/** Somebody who does the same thing all the time, until `until` at least. */
export function makeBystander(spec: BystanderSpec, seed: number, ballRadius: number, until: number): Bystander {
  const source = random(seed);
  const s = skeleton(spec.stature);
  const level = axes(spec.facing);
  const dribbles = spec.does === 'dribble';
  // A walker is at (x, y) at the start and arrives where the clip's end finds them still walking.
  const arrives = until + 2;
  const way = spec.does === 'walk' ? spec.speed * arrives : 0;
  const at = fromAxes(level, [way, 0, 0]);
  const stance = {
    at: { x: spec.x + at[0], y: spec.y + at[1] },
    facing: spec.facing,
    width: 0.9,
    stagger: source.range(-0.06, 0.06),
  };
  const walked = spec.does === 'walk' ? walk(s, stance, way, spec.speed, arrives) : null;
  const legs = legsOf(s, stance, restingPosture(dribbles ? 'dribbling' : 'standing'), [], walked, spec.facing, source);
  const cycle = dribbleCycle(ballRadius);
  const start = source.range(0, cycle.period);
  const [dx, dy] = fromAxes(level, [DRIBBLE_SPOT.ahead * s.stature, -DRIBBLE_SPOT.right * s.stature, 0]);
  const ball = (t: number): Vec3 => [spec.x + dx, spec.y + dy, cycle.ball(t + start)];
  const hand = (t: number): Vec3 => [spec.x + dx, spec.y + dy, cycle.hand(t + start)];
  const arms = {
    left: dribbles ? guarding(s, 'left') : walked ? swinging(s, 'left', walked.phase) : hanging(s, 'left'),
    right: dribbles
      ? dribblingArm(level, ballRadius, hand)
      : walked
        ? swinging(s, 'right', walked.phase)
        : hanging(s, 'right'),
  };
  return {
    body: (t) => {
      const trunk = poseTrunk(s, legs.trunk(t));
      return poseBody(s, trunk, legs.feet(t), { left: arms.left(t, trunk), right: arms.right(t, trunk) });
    },
    ball: dribbles ? ball : null,
  };
}

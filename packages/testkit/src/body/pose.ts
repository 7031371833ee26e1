/** From what a body does (where its hips are, where its feet stand, what its hands reach for) to where its joints are. */
import { bisect } from '../geometry/curve.ts';
import {
  add,
  along,
  axes,
  perpendicular,
  radians,
  scale,
  sub,
  toAxes,
  unit,
  type Axes,
  type Vec2,
  type Vec3,
} from '../geometry/vec.ts';
import { shoulderOf } from './girdle.ts';
import { limbSpan, reach } from './limb.ts';
import { signOf, type Side } from './side.ts';
import type { Skeleton } from './skeleton.ts';
import { elbowDirection } from './swivel.ts';

/** Where a foot's toe is, and which way it points. */
export interface FootPlace {
  /** The tip of the toe as it stands on the floor, and its height above the floor when it is lifted. */
  toe: Vec3;
  /** Degrees counter-clockwise from +x. */
  facing: number;
  /** Least lift of the heel about the toe, degrees: of a foot that swings. */
  pitch: number;
}

export interface TrunkControls {
  /** The middle between the hip joints. */
  pelvis: Vec3;
  facing: number;
  /** Forward from the vertical, degrees. */
  lean: number;
  /** The shoulders' turn against the hips, degrees counter-clockwise. */
  twist: number;
  /** + looks up, degrees from the horizontal. */
  headPitch: number;
  /** The head's turn against the hips, degrees counter-clockwise. */
  headTurn: number;
}

export interface Trunk {
  pelvis: Vec3;
  /** The middle between the shoulder joints while the arms hang. */
  chest: Vec3;
  hips: Axes;
  shoulders: Axes;
  head: Axes & { centre: Vec3 };
  /** Where the joints are while the arms hang. */
  shoulder: Record<Side, Vec3>;
  hip: Record<Side, Vec3>;
}

/** What an arm does. */
export interface ArmTarget {
  wrist: Vec3;
  /** To which side the elbow points, as `swivel.ts` has it, degrees. */
  swivel: number;
  /** From the wrist along the middle finger, and out of the palm: unit vectors. */
  fingers: Vec3;
  palm: Vec3;
}

export interface Arm {
  shoulder: Vec3;
  elbow: Vec3;
  wrist: Vec3;
  fingers: Vec3;
  palm: Vec3;
}

export interface Leg {
  hip: Vec3;
  knee: Vec3;
  ankle: Vec3;
  heel: Vec3;
  toe: Vec3;
}

export interface Body {
  skeleton: Skeleton;
  trunk: Trunk;
  arm: Record<Side, Arm>;
  leg: Record<Side, Leg>;
}

export function poseTrunk(s: Skeleton, c: TrunkControls): Trunk {
  const hips = axes(c.facing, c.lean);
  const shoulders = axes(c.facing + c.twist, c.lean);
  const chest = along(c.pelvis, hips.up, s.trunk);
  const head = axes(c.facing + c.headTurn, -c.headPitch);
  const neck = unit(add(hips.up, [0, 0, 1]));
  return {
    pelvis: c.pelvis,
    chest,
    hips,
    shoulders,
    head: { ...head, centre: along(along(chest, neck, s.neck), head.forward, 0.012 * s.stature) },
    shoulder: bothSides((side) => along(chest, shoulders.left, signOf(side) * s.shoulderHalf)),
    hip: bothSides((side) => along(c.pelvis, hips.left, signOf(side) * s.hipHalf)),
  };
}

export const bothSides = <T>(of: (side: Side) => T): Record<Side, T> => ({ left: of('left'), right: of('right') });

export function poseBody(
  s: Skeleton,
  trunk: Trunk,
  feet: Record<Side, FootPlace>,
  arms: Record<Side, ArmTarget>,
): Body {
  return {
    skeleton: s,
    trunk,
    arm: bothSides((side) => poseArm(s, trunk, side, arms[side])),
    leg: bothSides((side) => poseLeg(s, trunk.hip[side], trunk.hips, feet[side])),
  };
}

function poseArm(s: Skeleton, trunk: Trunk, side: Side, target: ArmTarget): Arm {
  const shoulder = shoulderOf(s, trunk, side, target.wrist);
  const aside = elbowDirection(shoulder, target.wrist, trunk.shoulders, side, target.swivel);
  const { joint, end } = reach(shoulder, target.wrist, add(shoulder, aside), s.upperArm, s.forearm);
  const fingers = unit(target.fingers);
  return { shoulder, elbow: joint, wrist: end, fingers, palm: perpendicular(target.palm, fingers) };
}

/** Ankle and heel from the toe, ahead and up in the foot's level axes, of a foot whose heel is lifted by `pitch` degrees. */
function footShape(s: Skeleton, pitch: number): { ankle: Vec2; heel: Vec2 } {
  const [c, n] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  const turned = (ahead: number, up: number): Vec2 => [c * ahead + n * up, -n * ahead + c * up];
  return {
    ankle: turned(-s.toeAhead, s.ankleHeight),
    heel: turned(-s.toeAhead - s.heelBack, HEEL_ABOVE_TOE * s.stature),
  };
}

/** The back of the heel is this much higher than the toe's tip, in parts of stature. */
const HEEL_ABOVE_TOE = 0.008;

function foot(s: Skeleton, place: FootPlace, pitch: number): { ankle: Vec3; heel: Vec3 } {
  const { ankle, heel } = footShape(s, pitch);
  const ahead = axes(place.facing).forward;
  const at = ([forward, up]: Vec2): Vec3 => add(along(place.toe, ahead, forward), [0, 0, up]);
  return { ankle: at(ankle), heel: at(heel) };
}

/** Angle of the knee from which on the heel helps, and the straightest it gets, degrees. */
const HEEL_LIFTS_FROM = 166;
const STRAIGHTEST_KNEE = 176;
const MOST_LIFT = 60;

function poseLeg(s: Skeleton, hip: Vec3, hips: Axes, place: FootPlace): Leg {
  const pitch = Math.max(place.pitch, heelLift(s, hip, place));
  const { ankle, heel } = foot(s, place, pitch);
  const ahead = axes(place.facing).forward;
  const hint = add(add(hip, scale(sub(ankle, hip), 0.5)), add(ahead, scale(hips.forward, 0.5)));
  const { joint, end } = reach(hip, ankle, hint, s.thigh, s.shank);
  return { hip, knee: joint, ankle: end, heel: add(heel, sub(end, ankle)), toe: add(place.toe, sub(end, ankle)) };
}

/** How far the heel must rise for the leg to reach the floor without straightening beyond what a knee does, degrees. */
function heelLift(s: Skeleton, hip: Vec3, place: FootPlace): number {
  const level = axes(place.facing);
  const [ahead, aside, up] = toAxes(level, sub(hip, place.toe));
  const span = (pitch: number): number => {
    const { ankle } = footShape(s, pitch);
    return Math.hypot(ahead - ankle[0], aside, up - ankle[1]);
  };
  const flat = span(0);
  const free = limbSpan(s.thigh, s.shank, HEEL_LIFTS_FROM);
  if (flat <= free) return 0;
  const room = limbSpan(s.thigh, s.shank, STRAIGHTEST_KNEE) - free;
  const wanted = free + room * (1 - Math.exp(-(flat - free) / room));
  // A foot set down far ahead is not brought nearer by lifting its heel.
  if (span(MOST_LIFT) > wanted) return 0;
  return bisect((pitch) => wanted - span(pitch), 0, MOST_LIFT);
}

/** Height of the hips' middle at which the leg of `side` has the given knee angle, its foot flat where it stands. */
export function pelvisHeightFor(s: Skeleton, knee: number, place: FootPlace, hipAt: { x: number; y: number }): number {
  const { ankle } = foot(s, place, place.pitch);
  const span = limbSpan(s.thigh, s.shank, knee);
  const aside = Math.hypot(hipAt.x - ankle[0], hipAt.y - ankle[1]);
  return ankle[2] + Math.sqrt(Math.max(0, span * span - aside * aside));
}

/** A body as capsules: what hides what, and what is drawn. */
import { along, lerp, type Vec3 } from '../geometry/vec.ts';
import type { Body } from './pose.ts';
import type { Side } from './side.ts';

export type Part = 'head' | 'trunk' | 'upperArm' | 'forearm' | 'hand' | 'thigh' | 'shank' | 'foot';

/** A rod with round ends, tapering from `ra` at `a` to `rb` at `b`. */
export interface Capsule {
  part: Part;
  side: Side | null;
  a: Vec3;
  b: Vec3;
  ra: number;
  rb: number;
}

/** Radii of a body's parts in parts of stature: at the upper end and at the lower. */
export const thickness: Record<Exclude<Part, 'trunk' | 'head'>, readonly [number, number]> = {
  upperArm: [0.029, 0.023],
  forearm: [0.024, 0.016],
  hand: [0.017, 0.011],
  thigh: [0.048, 0.034],
  shank: [0.031, 0.019],
  foot: [0.02, 0.017],
};

export function capsulesOf(body: Body): Capsule[] {
  const { skeleton: s } = body;
  const limb = (part: keyof typeof thickness, side: Side, a: Vec3, b: Vec3): Capsule => ({
    part,
    side,
    a,
    b,
    ra: thickness[part][0] * s.stature,
    rb: thickness[part][1] * s.stature,
  });
  const capsules: Capsule[] = [
    { part: 'head', side: null, ...headEnds(body), ra: 0.043 * s.stature, rb: 0.038 * s.stature },
    ...trunkCapsules(body),
  ];
  for (const side of ['left', 'right'] as const) {
    const [arm, leg] = [body.arm[side], body.leg[side]];
    capsules.push(
      limb('upperArm', side, arm.shoulder, arm.elbow),
      limb('forearm', side, arm.elbow, arm.wrist),
      limb('hand', side, arm.wrist, along(arm.wrist, arm.fingers, 0.85 * s.hand)),
      limb('thigh', side, leg.hip, leg.knee),
      limb('shank', side, leg.knee, leg.ankle),
      limb('foot', side, leg.heel, leg.toe),
    );
  }
  return capsules;
}

function headEnds({ skeleton: s, trunk }: Body): { a: Vec3; b: Vec3 } {
  const { centre, up } = trunk.head;
  return { a: along(centre, up, 0.025 * s.stature), b: along(centre, up, -0.025 * s.stature) };
}

/** Two pillars, from hip to shoulder on either side, and one between. */
function trunkCapsules({ skeleton: s, trunk }: Body): Capsule[] {
  const radius = 0.058 * s.stature;
  return ([0.2, 0.5, 0.8] as const).map((part) => ({
    part: 'trunk',
    side: null,
    a: lerp(lerp(trunk.hip.left, trunk.hip.right, part), trunk.chest, 0.03),
    b: lerp(lerp(trunk.shoulder.left, trunk.shoulder.right, part), trunk.pelvis, 0.1),
    ra: radius,
    rb: radius,
  }));
}

/** A body seen in a mirror that stands along the line from the spot to the basket: left becomes right. */
import { scale, type Axes, type Vec3 } from '../geometry/vec.ts';
import { bothSides, type Arm, type Body, type Leg } from './pose.ts';
import { type Side } from './side.ts';

export const reflectPoint = (p: Vec3): Vec3 => [p[0], -p[1], p[2]];

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

const reflectAxes = (a: Axes): Axes => ({
  forward: reflectPoint(a.forward),
  left: scale(reflectPoint(a.left), -1),
  up: reflectPoint(a.up),
});

const reflectArm = (arm: Arm): Arm => ({
  shoulder: reflectPoint(arm.shoulder),
  elbow: reflectPoint(arm.elbow),
  wrist: reflectPoint(arm.wrist),
  fingers: reflectPoint(arm.fingers),
  palm: reflectPoint(arm.palm),
});

const reflectLeg = (leg: Leg): Leg => ({
  hip: reflectPoint(leg.hip),
  knee: reflectPoint(leg.knee),
  ankle: reflectPoint(leg.ankle),
  heel: reflectPoint(leg.heel),
  toe: reflectPoint(leg.toe),
});

export function reflectBody(body: Body): Body {
  const { trunk } = body;
  return {
    skeleton: body.skeleton,
    trunk: {
      pelvis: reflectPoint(trunk.pelvis),
      chest: reflectPoint(trunk.chest),
      hips: reflectAxes(trunk.hips),
      shoulders: reflectAxes(trunk.shoulders),
      head: { ...reflectAxes(trunk.head), centre: reflectPoint(trunk.head.centre) },
      shoulder: bothSides((side) => reflectPoint(trunk.shoulder[other(side)])),
      hip: bothSides((side) => reflectPoint(trunk.hip[other(side)])),
    },
    arm: bothSides((side) => reflectArm(body.arm[other(side)])),
    leg: bothSides((side) => reflectLeg(body.leg[other(side)])),
  };
}

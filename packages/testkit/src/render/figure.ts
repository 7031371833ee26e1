/** A dressed body as shapes. */
import { add, along, cross, dot, fromAxes, lerp, norm, scale, unit, type Vec3 } from '../geometry/vec.ts';
import { type Body } from '../body/pose.ts';
import { signOf, sides, type Side } from '../body/side.ts';
import type { Appearance } from '../spec/spec.ts';
import { colour, shade, type Colour } from './colour.ts';
import { handShapes } from './hand.ts';
import { headShapes } from './head.ts';
import { ellipsoid, flatRod, rod, sphere, type Paint, type Shape } from './shape.ts';

export interface Palette {
  skin: Colour;
  hair: Colour;
  shirt: Colour;
  shorts: Colour;
  socks: Colour;
  shoes: Colour;
}

export const paletteOf = (looks: Appearance): Palette => ({
  skin: colour(looks.skin),
  hair: colour(looks.hair),
  shirt: colour(looks.shirt),
  shorts: colour(looks.shorts),
  socks: colour(looks.socks),
  shoes: colour(looks.shoes),
});

export function figureShapes(body: Body, colours: Palette): Shape[] {
  return [
    ...trunkShapes(body, colours),
    ...headShapes(body, colours),
    ...sides.flatMap((side) => [
      ...armShapes(body, side, colours),
      ...handShapes(body, side, colours),
      ...legShapes(body, side, colours),
      ...shoeShapes(body, side, colours),
    ]),
  ];
}

/** Cloth falls in folds: a little lighter and darker. */
function folds(base: Colour, along0: Vec3, stripe?: (normal: Vec3) => Colour | null): Paint {
  return ({ place, normal }) => {
    const s = dot(place, along0);
    const fold = 1 + 0.05 * Math.sin(38 * s + 3 * Math.sin(17 * place[0] + 9 * place[1]));
    return shade(stripe?.(normal) ?? base, fold);
  };
}

function trunkShapes({ skeleton: s, trunk, arm }: Body, { shirt, shorts, skin }: Palette): Shape[] {
  const k = s.stature;
  const { hips, shoulders, pelvis, chest } = trunk;
  const up = (from: Vec3, ahead: number, rise: number): Vec3 =>
    along(along(from, hips.forward, ahead * k), hips.up, rise * k);
  const waist = up(lerp(pelvis, chest, 0.38), -0.002, 0);
  const stripe = (normal: Vec3) => (Math.abs(dot(normal, hips.left)) > 0.975 ? shorts : null);
  const jersey = folds(shirt, [0.3, 0.2, 1], stripe);
  const plain = folds(shirt, [0.3, 0.2, 1]);
  const joint = (side: Side, inset: number): Vec3 => up(lerp(arm[side].shoulder, chest, inset), -0.006, -0.006);
  const neckBase = up(chest, -0.006, 0.014);
  const nape = up(chest, -0.012, 0.036);
  const throat = along(along(trunk.head.centre, trunk.head.up, -0.035 * k), trunk.head.forward, -0.008 * k);
  return [
    flatRod(up(chest, 0.002, -0.055), waist, 0.09 * k, 0.077 * k, shoulders, [0.7, 1, 1], jersey),
    flatRod(waist, up(pelvis, 0, 0.06), 0.077 * k, 0.079 * k, hips, [0.72, 1, 1], jersey),
    flatRod(joint('left', 0.42), joint('right', 0.42), 0.034 * k, 0.034 * k, shoulders, [1.25, 1, 1], plain),
    rod(neckBase, throat, 0.031 * k, 0.029 * k, shade(skin, 0.95)),
    ...sides.flatMap((side) => {
      const { shoulder, elbow } = arm[side];
      const flank = along(up(chest, 0, -0.058), shoulders.left, signOf(side) * 0.062 * k);
      // Neck to shoulder, and the muscles that go from chest and back to the arm.
      return [
        rod(nape, joint(side, 0.24), 0.024 * k, 0.03 * k, skin),
        rod(flank, lerp(shoulder, elbow, 0.3), 0.03 * k, 0.025 * k, skin),
      ];
    }),
    flatRod(
      up(pelvis, 0, 0.046),
      up(pelvis, -0.002, 0.018),
      0.084 * k,
      0.09 * k,
      hips,
      [0.72, 1, 1],
      folds(shorts, [0.2, 0.4, 1]),
    ),
    ellipsoid(up(pelvis, -0.02, -0.01), hips, [0.057 * k, 0.09 * k, 0.056 * k], shorts),
  ];
}

/** Upper arm with its muscle, the point of the elbow, a forearm that is thickest below it and flat at the wrist. */
function armShapes({ skeleton: s, trunk, arm }: Body, side: Side, { skin }: Palette): Shape[] {
  const k = s.stature;
  const { elbow, wrist, palm, fingers } = arm[side];
  // A deltoid lies a little behind the joint, and the point of a bent elbow a little outside.
  const shoulder = add(
    arm[side].shoulder,
    fromAxes(trunk.shoulders, [-0.005 * k, signOf(side) * 0.006 * k, -0.009 * k]),
  );
  const outside = add(add(elbow, scale(shoulder, -0.5)), scale(wrist, -0.5));
  const point = along(elbow, outside, Math.min(0.16, (0.009 * k) / Math.max(0.01, norm(outside))));
  const belly = lerp(elbow, wrist, 0.28);
  const cuff = { forward: palm, left: cross(palm, fingers), up: fingers };
  return [
    rod(shoulder, lerp(shoulder, elbow, 0.32), 0.033 * k, 0.029 * k, skin),
    rod(lerp(shoulder, elbow, 0.32), lerp(shoulder, elbow, 0.62), 0.029 * k, 0.0275 * k, skin),
    rod(lerp(shoulder, elbow, 0.62), elbow, 0.0275 * k, 0.0205 * k, skin),
    sphere(point, 0.0165 * k, shade(skin, 0.88)),
    rod(elbow, belly, 0.0205 * k, 0.0245 * k, skin),
    flatRod(belly, wrist, 0.0245 * k, 0.0155 * k, cuff, [0.86, 1.04, 1], skin),
  ];
}

function legShapes({ skeleton: s, trunk, leg }: Body, side: Side, { skin, shorts, socks }: Palette): Shape[] {
  const k = s.stature;
  const { hip, knee, ankle } = leg[side];
  const below = along(ankle, unit(add(ankle, scale(knee, -1))), 0.012 * k);
  const patella = along(along(knee, unit(add(ankle, scale(knee, -1))), 0.007 * k), trunk.hips.forward, 0.006 * k);
  const hem = lerp(hip, knee, 0.84);
  const calf = along(lerp(knee, ankle, 0.3), trunk.hips.forward, -0.007 * k);
  const cloth = folds(shorts, unit(add(knee, scale(hip, -1))));
  return [
    rod(along(hip, trunk.hips.up, 0.009 * k), patella, 0.046 * k, 0.033 * k, skin),
    rod(along(hip, trunk.hips.up, 0.009 * k), hem, 0.051 * k, 0.047 * k, cloth),
    rod(patella, calf, 0.032 * k, 0.034 * k, skin),
    rod(calf, below, 0.034 * k, 0.0185 * k, skin),
    rod(lerp(knee, ankle, 0.9), below, 0.0215 * k, 0.0215 * k, socks),
  ];
}

function shoeShapes({ skeleton: s, leg }: Body, side: Side, { shoes }: Palette): Shape[] {
  const k = s.stature;
  const { ankle, heel, toe } = leg[side];
  const ahead = unit(add(toe, scale(heel, -1)));
  const up = unit(along(add(ankle, scale(heel, -1)), ahead, -dot(add(ankle, scale(heel, -1)), ahead)));
  const left: Vec3 = [
    up[1] * ahead[2] - up[2] * ahead[1],
    up[2] * ahead[0] - up[0] * ahead[2],
    up[0] * ahead[1] - up[1] * ahead[0],
  ];
  const axes = { forward: ahead, left, up };
  const at = (from: Vec3, forward: number, rise: number): Vec3 => add(from, fromAxes(axes, [forward * k, 0, rise * k]));
  const sole: Colour = [236, 236, 232];
  const upper: Paint = ({ normal }) => (dot(normal, up) < -0.35 ? sole : shoes);
  return [
    flatRod(at(heel, 0.016, 0.004), at(toe, -0.012, 0.0), 0.021 * k, 0.02 * k, axes, [1, 1, 0.72], upper),
    flatRod(at(heel, 0.016, 0.013), at(toe, -0.05, 0.012), 0.022 * k, 0.02 * k, axes, [1, 0.95, 0.9], shoes),
    rod(at(heel, 0.022, 0.014), at(ankle, 0, -0.008), 0.023 * k, 0.023 * k, shoes),
    flatRod(at(heel, 0.014, -0.008), at(toe, -0.01, -0.008), 0.0225 * k, 0.021 * k, axes, [1.02, 1.04, 0.3], sole),
  ];
}

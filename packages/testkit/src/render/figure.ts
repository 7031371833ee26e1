/** A dressed body as shapes. */
import { add, along, dot, fromAxes, lerp, norm, scale, unit, type Vec3 } from '../geometry/vec.ts';
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

function trunkShapes({ skeleton: s, trunk }: Body, { shirt, shorts, skin }: Palette): Shape[] {
  const k = s.stature;
  const { hips, shoulders, pelvis, chest } = trunk;
  const up = (from: Vec3, ahead: number, rise: number): Vec3 =>
    along(along(from, hips.forward, ahead * k), hips.up, rise * k);
  const waist = up(lerp(pelvis, chest, 0.36), -0.004, 0);
  const stripe = (normal: Vec3) => (Math.abs(dot(normal, hips.left)) > 0.94 ? shorts : null);
  const jersey = folds(shirt, [0.3, 0.2, 1], stripe);
  const plain = folds(shirt, [0.3, 0.2, 1]);
  const joint = (side: Side, inset: number): Vec3 => up(lerp(trunk.shoulder[side], chest, inset), -0.004, 0);
  const neckBase = up(chest, -0.004, 0.012);
  const throat = along(along(trunk.head.centre, trunk.head.up, -0.035 * k), trunk.head.forward, -0.008 * k);
  return [
    flatRod(up(chest, -0.002, -0.062), waist, 0.09 * k, 0.078 * k, shoulders, [0.66, 1, 1], jersey),
    flatRod(waist, up(pelvis, -0.004, 0.022), 0.078 * k, 0.084 * k, hips, [0.7, 1, 1], jersey),
    flatRod(joint('left', 0.34), joint('right', 0.34), 0.036 * k, 0.036 * k, shoulders, [1.05, 1, 1], plain),
    rod(neckBase, joint('left', 0.12), 0.031 * k, 0.027 * k, skin),
    rod(neckBase, joint('right', 0.12), 0.031 * k, 0.027 * k, skin),
    rod(neckBase, throat, 0.031 * k, 0.029 * k, shade(skin, 0.95)),
    ellipsoid(up(pelvis, -0.004, -0.006), hips, [0.064 * k, 0.094 * k, 0.058 * k], folds(shorts, [0.2, 0.4, 1])),
  ];
}

function armShapes({ skeleton: s, trunk, arm }: Body, side: Side, { skin }: Palette): Shape[] {
  const k = s.stature;
  const { elbow, wrist } = arm[side];
  // A deltoid lies a little behind the joint, and the point of a bent elbow a little outside.
  const shoulder = along(
    along(arm[side].shoulder, trunk.shoulders.forward, -0.008 * k),
    trunk.shoulders.up,
    -0.006 * k,
  );
  const outside = add(add(elbow, scale(shoulder, -0.5)), scale(wrist, -0.5));
  const point = along(elbow, outside, Math.min(0.2, (0.011 * k) / Math.max(0.01, norm(outside))));
  return [
    sphere(shoulder, 0.0325 * k, skin),
    rod(shoulder, lerp(shoulder, point, 0.45), 0.0315 * k, 0.0285 * k, skin),
    rod(lerp(shoulder, point, 0.45), point, 0.0285 * k, 0.0195 * k, skin),
    rod(point, lerp(point, wrist, 0.3), 0.0195 * k, 0.024 * k, skin),
    rod(lerp(point, wrist, 0.3), wrist, 0.024 * k, 0.0145 * k, skin),
  ];
}

function legShapes({ skeleton: s, trunk, leg }: Body, side: Side, { skin, shorts, shirt, socks }: Palette): Shape[] {
  const k = s.stature;
  const { hip, knee, ankle } = leg[side];
  const outward = scale(trunk.hips.left, signOf(side));
  const stripe = (normal: Vec3) => (dot(normal, outward) > 0.92 ? shirt : null);
  const below = along(ankle, unit(add(ankle, scale(knee, -1))), 0.012 * k);
  const patella = along(along(knee, unit(add(ankle, scale(knee, -1))), 0.007 * k), trunk.hips.forward, 0.006 * k);
  const hem = lerp(hip, knee, 0.84);
  const calf = along(lerp(knee, ankle, 0.3), trunk.hips.forward, -0.007 * k);
  const cloth = folds(shorts, unit(add(knee, scale(hip, -1))), stripe);
  return [
    rod(along(hip, trunk.hips.up, 0.009 * k), patella, 0.05 * k, 0.033 * k, skin),
    rod(along(hip, trunk.hips.up, 0.009 * k), hem, 0.056 * k, 0.051 * k, cloth),
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

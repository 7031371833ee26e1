/** A hand: palm, thumb and four fingers a little bent. */
import { add, along, cross, radians, scale, type Vec3 } from '../geometry/vec.ts';
import { knuckles } from '../body/landmarks.ts';
import type { Body } from '../body/pose.ts';
import type { Side } from '../body/side.ts';
import { shade } from './colour.ts';
import type { Palette } from './figure.ts';
import { flatRod, rod, type Shape } from './shape.ts';

/** Across the hand from the middle finger towards the thumb, how long, and how far spread, in palm lengths and degrees. */
const fingers = [
  { aside: 0.3, length: 1.0, spread: 8 },
  { aside: 0.1, length: 1.12, spread: 2 },
  { aside: -0.1, length: 1.04, spread: -4 },
  { aside: -0.3, length: 0.82, spread: -11 },
];
const CURL = { first: 14, second: 44 };

export function handShapes(body: Body, side: Side, { skin }: Palette): Shape[] {
  const { palm: length, stature: k } = body.skeleton;
  const { wrist, fingers: ahead, palm } = body.arm[side];
  const thumbwards = side === 'left' ? cross(palm, ahead) : cross(ahead, palm);
  const axes = { forward: palm, left: thumbwards, up: ahead };
  const bone = 0.0056 * k;
  const shapes: Shape[] = [
    flatRod(wrist, along(wrist, ahead, 0.45 * length), 0.0155 * k, 0.0155 * k, axes, [0.72, 1, 1], skin),
    flatRod(
      along(wrist, ahead, 0.45 * length),
      along(wrist, ahead, 0.86 * length),
      0.0185 * k,
      0.0215 * k,
      axes,
      [0.5, 1, 1],
      skin,
    ),
  ];
  for (const finger of fingers) {
    const root = along(along(wrist, ahead, 0.92 * length), thumbwards, finger.aside * length);
    const bent = (curl: number): Vec3 => {
      const [c, s] = [Math.cos(radians(curl)), Math.sin(radians(curl))];
      const spread = Math.tan(radians(finger.spread));
      return along(add(scale(ahead, c), scale(palm, s)), thumbwards, spread * c);
    };
    const middle = along(root, bent(CURL.first), 0.5 * finger.length * length);
    const tip = along(middle, bent(CURL.second), 0.45 * finger.length * length);
    shapes.push(rod(root, middle, 1.08 * bone, bone, skin), rod(middle, tip, bone, 0.85 * bone, shade(skin, 1.03)));
  }
  const { thumb } = knuckles(body, side);
  const tip = along(along(thumb, ahead, 0.34 * length), thumbwards, 0.16 * length);
  shapes.push(
    rod(along(along(wrist, ahead, 0.2 * length), thumbwards, 0.22 * length), thumb, 0.0098 * k, 0.0074 * k, skin),
    rod(thumb, tip, 0.007 * k, 0.0055 * k, skin),
  );
  return shapes;
}

/** A head: skull, jaw, hair, ears and a face. */
import { add, along, fromAxes, type Vec3 } from '../geometry/vec.ts';
import { face, onHead } from '../body/landmarks.ts';
import { type Body } from '../body/pose.ts';
import { sides } from '../body/side.ts';
import { mix, shade } from './colour.ts';
import type { Palette } from './figure.ts';
import { ellipsoid, flatRod, rod, sphere, type Paint, type Shape } from './shape.ts';

/** Hair grows where a place on the skull (in halves of its size: ahead, to the left, up) is behind this sloping plane, or above `front`. */
const hairline = { ahead: -0.66, up: 0.62, from: 0, front: 0.6 };

export function headShapes(body: Body, { skin, hair }: Palette): Shape[] {
  const { head } = body.trunk;
  const { depth, width, height } = body.skeleton.headHalf;
  const k = body.skeleton.stature;
  const at = (ahead: number, left: number, up: number): Vec3 =>
    add(head.centre, fromAxes(head, [ahead * depth, left * width, up * height]));
  const crop: Paint = ({ place }) =>
    place[2] > hairline.front || hairline.ahead * place[0] + hairline.up * place[2] > hairline.from ? hair : null;
  return [
    ellipsoid(at(-0.04, 0, 0.22), head, [0.98 * depth, 0.98 * width, 0.78 * height], skin),
    flatRod(at(0.28, 0, -0.15), at(0.5, 0, -0.62), 0.8 * width, 0.56 * width, head, [1.02, 1, 0.9], skin),
    ellipsoid(at(-0.08, 0, 0.26), head, [1.05 * depth, 1.07 * width, 0.86 * height], crop),
    rod(at(0.94, 0, 0.14), at(1.08, 0, -0.1), 0.0045 * k, 0.0072 * k, shade(skin, 1.04)),
    ...sides.flatMap((side) => faceShapes(body, side, { skin, hair })),
    rod(onHead(body, face.mouth, 'left'), at(1.02, 0, -0.48), 0.0032 * k, 0.0042 * k, mix(skin, [150, 60, 60], 0.55)),
    rod(onHead(body, face.mouth, 'right'), at(1.02, 0, -0.48), 0.0032 * k, 0.0042 * k, mix(skin, [150, 60, 60], 0.55)),
  ];
}

function faceShapes(body: Body, side: (typeof sides)[number], { skin, hair }: Pick<Palette, 'skin' | 'hair'>): Shape[] {
  const k = body.skeleton.stature;
  const { head } = body.trunk;
  const place = (p: Vec3) => onHead(body, p, side);
  const eye = along(place(face.eye), head.forward, -0.0035 * k);
  const brow = (p: Vec3): Vec3 => along(along(place(p), head.up, 0.012 * k), head.forward, 0.001 * k);
  return [
    sphere(eye, 0.0062 * k, [238, 236, 230]),
    sphere(along(eye, head.forward, 0.0042 * k), 0.0032 * k, [40, 28, 22]),
    rod(brow(face.eyeInner), brow(face.eyeOuter), 0.0026 * k, 0.0022 * k, hair),
    ellipsoid(place(face.ear), head, [0.011 * k, 0.005 * k, 0.017 * k], shade(skin, 0.93)),
    ellipsoid(
      along(place(face.ear), head.forward, 0.002 * k),
      head,
      [0.006 * k, 0.0056 * k, 0.01 * k],
      shade(skin, 0.75),
    ),
  ];
}

/** The ball: orange, with its black seams. */
import { dot, unit, type Vec3 } from '../geometry/vec.ts';
import type { Colour } from './colour.ts';
import { sphere, type Shape } from './shape.ts';

const LEATHER: Colour = [224, 112, 44];
const SEAM: Colour = [52, 34, 26];
const SEAM_WIDTH = 0.035;

/** `turned`: how far the ball has spun about the axis across its way, radians. */
export function basketball(centre: Vec3, radius: number, turned: number, axis: Vec3): Shape {
  const across = unit(axis);
  const [c, s] = [Math.cos(turned), Math.sin(turned)];
  const flat: Vec3 = unit([across[1], -across[0], 0]);
  const ahead: Vec3 = [flat[0] * c, flat[1] * c, s];
  const up: Vec3 = [-flat[0] * s, -flat[1] * s, c];
  return sphere(centre, radius, ({ normal }) => {
    const [x, y, z] = [dot(normal, ahead), dot(normal, across), dot(normal, up)];
    // Two great circles, and a curve on each half that bulges away from one of them.
    const bulge = Math.abs(y) - 0.62 + 0.18 * (x * x - z * z);
    const seam = Math.min(Math.abs(x), Math.abs(z) + (Math.abs(y) > 0.97 ? 1 : 0), Math.abs(bulge));
    return seam < SEAM_WIDTH ? SEAM : LEATHER;
  });
}

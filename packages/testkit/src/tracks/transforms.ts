/** How each frame of a turning camera lies in the first one's view. */
import { cameraOf, type Camera } from '../camera/camera.ts';
import { add, dot, scale, type Vec2, type Vec3 } from '../geometry/vec.ts';
import type { ShooterSpec } from '../spec/spec.ts';

/** Per frame [a, b, c, d, e, f] as in Tracks; `null` where the camera stands still. */
export function cameraTransforms(spec: ShooterSpec, times: readonly number[]): number[][] | null {
  if (spec.camera.shakeDegrees === 0 && spec.camera.panDegreesPerSecond === 0) return null;
  const cameraAt = cameraOf(spec);
  const first = cameraAt(times[0] ?? 0);
  return times.map((t) => affine(cameraAt(t), first));
}

/** The affine map nearest to the homography of a pure turn, over a grid of the picture. */
function affine(from: Camera, to: Camera): number[] {
  const pairs: { p: Vec2; q: Vec2 }[] = [];
  for (let i = 0; i <= 4; i++) {
    for (let j = 0; j <= 4; j++) {
      const p: Vec2 = [(i / 4) * (from.width - 1), (j / 4) * (from.height - 1)];
      const q = turned(from, to, p);
      if (q) pairs.push({ p, q });
    }
  }
  const n = pairs.length;
  const mean = (of: (pair: { p: Vec2; q: Vec2 }) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / n;
  const [mx, my, mu, mv] = [mean((c) => c.p[0]), mean((c) => c.p[1]), mean((c) => c.q[0]), mean((c) => c.q[1])];
  const covariance = (i: 0 | 1, j: 0 | 1, mi: number, mj: number) => mean((c) => (c.p[i] - mi) * (c.q[j] - mj));
  // The grid's x and y are uncorrelated.
  const [xx, yy] = [mean((c) => (c.p[0] - mx) ** 2), mean((c) => (c.p[1] - my) ** 2)];
  const [a, b] = [covariance(0, 0, mx, mu) / xx, covariance(0, 1, mx, mv) / xx];
  const [c, d] = [covariance(1, 0, my, mu) / yy, covariance(1, 1, my, mv) / yy];
  return [a, b, c, d, mu - a * mx - c * my, mv - b * mx - d * my];
}

function turned(from: Camera, to: Camera, [x, y]: Vec2): Vec2 | null {
  const ray: Vec3 = add(
    add(scale(from.right, (x - from.centre[0]) / from.focal), scale(from.down, (y - from.centre[1]) / from.focal)),
    from.ahead,
  );
  const depth = dot(ray, to.ahead);
  if (depth <= 0.1) return null;
  return [
    to.centre[0] + (to.focal * dot(ray, to.right)) / depth,
    to.centre[1] + (to.focal * dot(ray, to.down)) / depth,
  ];
}

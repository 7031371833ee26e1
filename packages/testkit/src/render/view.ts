/** Drawing things of the court with a canvas: polygons and lines, cut off where they come too near the camera. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { toCamera, type Camera } from '../camera/camera.ts';
import { lerp, type Vec2, type Vec3 } from '../geometry/vec.ts';

const NEAR = 0.25;

const onScreen = (camera: Camera, [x, y, z]: Vec3): Vec2 => [
  camera.centre[0] + 0.5 + (camera.focal * x) / z,
  camera.centre[1] + 0.5 + (camera.focal * y) / z,
];

/** Corners of a polygon in the picture, in canvas units (a pixel's corner, not its centre, is a whole number). */
function polygon(camera: Camera, corners: readonly Vec3[]): Vec2[] {
  const seen = corners.map((p) => toCamera(camera, p));
  return seen.flatMap((here, i) => {
    const next = seen[(i + 1) % seen.length]!;
    const out: Vec2[] = here[2] >= NEAR ? [onScreen(camera, here)] : [];
    if (here[2] >= NEAR !== next[2] >= NEAR) out.push(onScreen(camera, cut(here, next)));
    return out;
  });
}

/** Pieces of a line in the picture. */
function polyline(camera: Camera, points: readonly Vec3[]): Vec2[][] {
  const pieces: Vec2[][] = [];
  let piece: Vec2[] = [];
  const seen = points.map((p) => toCamera(camera, p));
  seen.forEach((here, i) => {
    const before = seen[i - 1];
    const ahead = here[2] >= NEAR;
    if (before && before[2] >= NEAR !== ahead) piece.push(onScreen(camera, cut(before, here)));
    if (ahead) piece.push(onScreen(camera, here));
    else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  });
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}

const cut = (a: Vec3, b: Vec3): Vec3 => lerp(a, b, (NEAR - a[2]) / (b[2] - a[2]));

export function fill(c: SKRSContext2D, camera: Camera, corners: readonly Vec3[], style: string): void {
  const path = polygon(camera, corners);
  if (path.length < 3) return;
  trace(c, path);
  c.closePath();
  c.fillStyle = style;
  c.fill();
}

/** A line `thick` metres wide, as wide as it looks from the middle of it, but at least `least` px. */
export function stroke(
  c: SKRSContext2D,
  camera: Camera,
  points: readonly Vec3[],
  style: string,
  thick: number,
  least = 0.6,
): void {
  const depth = toCamera(camera, points[points.length >> 1]!)[2];
  c.lineWidth = Math.max(least, (camera.focal * thick) / Math.max(NEAR, depth));
  c.strokeStyle = style;
  c.lineJoin = 'round';
  for (const path of polyline(camera, points)) {
    trace(c, path);
    c.stroke();
  }
}

function trace(c: SKRSContext2D, path: readonly Vec2[]): void {
  c.beginPath();
  path.forEach(([x, y], i) => (i === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
}

/** A pinhole camera, and where it stands. */
import { clamp } from '../geometry/curve.ts';
import { random, wander } from '../geometry/random.ts';
import { add, along, cross, dot, radians, scale, sub, unit, type Vec2, type Vec3 } from '../geometry/vec.ts';
import { RIM_HEIGHT } from '../ball/flight.ts';
import type { ShooterSpec } from '../spec/spec.ts';

/** The camera at one moment. `right`, `down` and `ahead` are unit vectors of the picture's axes and the view's. */
export interface Camera {
  at: Vec3;
  right: Vec3;
  down: Vec3;
  ahead: Vec3;
  /** Focal length, px. */
  focal: number;
  /** The principal point in the displayed frame, px: pixel centres are whole numbers. */
  centre: Vec2;
  width: number;
  height: number;
}

/** A point in the camera's axes: to the right, down, ahead, m. */
export function toCamera(camera: Camera, point: Vec3): Vec3 {
  const d = sub(point, camera.at);
  return [dot(d, camera.right), dot(d, camera.down), dot(d, camera.ahead)];
}

/** Nearer than this is not drawn or told, m. */
const NEAREST = 0.1;

/** x, y in px of the displayed frame and the depth in metres; `null` behind the camera. */
export function project(camera: Camera, point: Vec3): Vec3 | null {
  const [x, y, z] = toCamera(camera, point);
  if (z < NEAREST) return null;
  return [camera.centre[0] + (camera.focal * x) / z, camera.centre[1] + (camera.focal * y) / z, z];
}

/** Whether a pixel lies in the picture. */
export const inView = (camera: Camera, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x <= camera.width - 1 && y <= camera.height - 1;

/** Diameter in px of a ball whose centre is `depth` metres ahead. */
export function ballPixels(camera: Camera, radius: number, depth: number): number {
  return (2 * camera.focal * radius) / Math.sqrt(Math.max(1e-6, depth * depth - radius * radius));
}

/** The camera of a spec at any time. */
export function cameraOf(spec: ShooterSpec): (t: number) => Camera {
  const { video, camera } = spec;
  const bars = video.letterbox;
  const [width, height] = [video.width - bars.left - bars.right, video.height - bars.top - bars.bottom];
  const yaw = radians(camera.yawDegrees);
  const at: Vec3 = [camera.distance * Math.cos(yaw), -camera.distance * Math.sin(yaw), camera.height];
  const source = random(spec.seed).fork('camera');
  const [shakeX, shakeY, shakeRoll] = [1, 1, 0.5].map((k) => wander(source, k * camera.shakeDegrees));
  // A mirrored clip trembles in the mirror.
  const hand = spec.shooter.hand === 'right' ? 1 : -1;
  const fixed = {
    at,
    focal: camera.focal * Math.max(width, height),
    centre: [bars.left + (width - 1) / 2, bars.top + (height - 1) / 2] as Vec2,
    width: video.width,
    height: video.height,
  };
  const towards = aimOf(spec, at);
  return (t) => ({
    ...fixed,
    ...looking(
      towards,
      hand * shakeX!(2 * t) + camera.panDegreesPerSecond * t,
      shakeY!(2 * t),
      camera.rollDegrees + hand * shakeRoll!(2 * t),
    ),
  });
}

/** Axes of a camera that looks along `ahead`, then turned right, down and rolled, degrees. */
function looking(
  ahead: Vec3,
  turnRight: number,
  turnDown: number,
  roll: number,
): Pick<Camera, 'right' | 'down' | 'ahead'> {
  const right = unit(cross(ahead, [0, 0, 1]));
  const down = cross(ahead, right);
  const [r, d] = [radians(turnRight), radians(turnDown)];
  const turned = unit(add(add(ahead, scale(right, Math.tan(r))), scale(down, Math.tan(d))));
  const level = unit(cross(turned, [0, 0, 1]));
  const below = cross(turned, level);
  // Content leans clockwise where the camera leans the other way.
  const [c, s] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
  return { ahead: turned, right: along(scale(level, c), below, -s), down: along(scale(below, c), level, s) };
}

/** The shooter keeps this part of the picture's size from its edges, whatever else is to be seen. */
const MARGIN = 0.05;

/** The middle of what is to be seen, as a direction from the camera. */
function aimOf({ camera, video, court, shooter }: ShooterSpec, at: Vec3): Vec3 {
  const { aim, focal } = camera;
  if (typeof aim === 'object') return unit(sub([aim.x, aim.y, aim.z], at));
  const body: Vec3[] = [
    [-0.3, 0, 0],
    [0.5, 0, 0],
    [0.2, 0, 1.3 * shooter.stature],
  ];
  const way: Vec3[] = [
    [court.distance + 0.4, 0, RIM_HEIGHT],
    [court.distance * 0.45, 0, 4],
  ];
  const middle = unit(sub([0, 0, shooter.stature / 2], at));
  const right = unit(cross(middle, [0, 0, 1]));
  const down = cross(middle, right);
  const span = (points: Vec3[], axis: Vec3): [number, number] => {
    const ahead = points.map((p) => sub(p, at)).filter((d) => dot(d, middle) > 0.5);
    const slopes = ahead.map((d) => dot(d, axis) / dot(d, middle));
    return [Math.min(...slopes), Math.max(...slopes)];
  };
  const slopeAlong = (axis: Vec3, size: number): number => {
    const [lo, hi] = span(aim === 'shot' ? [...body, ...way] : body, axis);
    const [near, far] = span(body, axis);
    const half = ((0.5 - MARGIN) * size) / (focal * Math.max(video.width, video.height));
    return far - near > 2 * half ? (near + far) / 2 : clamp((lo + hi) / 2, far - half, near + half);
  };
  return unit(
    add(add(middle, scale(right, slopeAlong(right, video.width))), scale(down, slopeAlong(down, video.height))),
  );
}

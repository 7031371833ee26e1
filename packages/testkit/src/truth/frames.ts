/** What is true of each frame, in the picture. */
import { ballPixels, cameraOf, inView, project, type Camera } from '../camera/camera.ts';
import { projectCircle } from '../camera/ellipse.ts';
import { covers, hiddenPart, shadesOf, type Shade } from '../camera/visibility.ts';
import { RIM_HEIGHT, RIM_RADIUS } from '../ball/flight.ts';
import { landmarksOf } from '../body/landmarks.ts';
import type { Body } from '../body/pose.ts';
import { capsulesOf } from '../body/solids.ts';
import type { Vec3 } from '../geometry/vec.ts';
import type { World } from '../world/world.ts';
import type { BallTruth, FrameTruth } from './truth.ts';

/** A landmark lies this deep inside its own limb at most, m: what is nearer by more hides it. */
const OWN_DEPTH = 0.11;

export function framesOf(world: World, times: readonly number[]): FrameTruth[] {
  const camera = cameraOf(world.spec);
  return times.map((t) => frameTruth(world, camera(t), t));
}

function frameTruth(world: World, camera: Camera, t: number): FrameTruth {
  const bodies = [world.shooter(t), ...world.people.map((person) => person(t))];
  const shades = bodies.map((body) => shadesOf(camera, capsulesOf(body)));
  const rim = world.spec.court.basket ? rimOf(world, camera) : null;
  return {
    timeSeconds: t,
    ...landmarkTruth(camera, bodies[0]!, shades.flat()),
    balls: world.balls.flatMap((ball, i) => {
      const centre = ball.at(t);
      const shot = i < world.shots.length ? i : null;
      return centre ? ballTruth(camera, centre, ball.radius, shot, shades.flat()) : [];
    }),
    rim,
    rimInView: rim !== null && inView(camera, rim.x, rim.y),
    netMotion: netMotion(world, t),
  };
}

/** Landmarks of a body in the picture, on the court, and whether they are hidden. */
export function landmarkTruth(
  camera: Camera,
  body: Body,
  shades: readonly Shade[],
): { landmarks: Vec3[]; world: Vec3[]; hidden: boolean[] } {
  const world = landmarksOf(body);
  const landmarks = world.map((point): Vec3 => project(camera, point) ?? [NaN, NaN, 0]);
  const hidden = landmarks.map(([x, y, depth]) => shades.some((shade) => covers(shade, x, y, depth, OWN_DEPTH)));
  return { landmarks, world, hidden };
}

function ballTruth(
  camera: Camera,
  centre: Vec3,
  radius: number,
  shot: number | null,
  shades: readonly Shade[],
): BallTruth[] {
  const seen = project(camera, centre);
  if (!seen) return [];
  const [x, y, depth] = seen;
  const diameter = ballPixels(camera, radius, depth);
  return [
    {
      shot,
      centre,
      x,
      y,
      diameter,
      depth,
      hiddenPart: hiddenPart(shades, x, y, diameter, depth),
      inView: inView(camera, x, y),
    },
  ];
}

const rimOf = (world: World, camera: Camera) =>
  projectCircle(camera, [world.spec.court.distance, 0, RIM_HEIGHT], RIM_RADIUS);

/** How the net moves: a ball that falls through shakes it, one that hits the rim a little. 0-1. */
export function netMotion(world: World, t: number): number {
  let motion = 0;
  for (const { route } of world.shots) {
    const { madeSeconds, touchedSeconds } = route.flight;
    if (madeSeconds !== null) motion += 0.8 * swing(t - madeSeconds, 0.3);
    if (touchedSeconds !== null) motion += 0.15 * swing(t - touchedSeconds, 0.15);
  }
  return Math.min(1, motion);
}

const swing = (since: number, decay: number): number =>
  since <= 0 ? 0 : (1 - Math.exp(-since / 0.03)) * Math.exp(-since / decay);

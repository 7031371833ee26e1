/** A clip's pictures. */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { RIM_HEIGHT } from '../ball/flight.ts';
import type { Body } from '../body/pose.ts';
import { cameraOf, toCamera, type Camera } from '../camera/camera.ts';
import { random } from '../geometry/random.ts';
import { distance, type Vec3 } from '../geometry/vec.ts';
import { backdrop } from '../scene/backdrop.ts';
import { gymOf, type Gym } from '../scene/gym.ts';
import { drawHoop, type NetState } from '../scene/hoop.ts';
import { ballShadow, bodyShadow } from '../scene/shadow.ts';
import { netMotion } from '../truth/frames.ts';
import type { Ball, World } from '../world/world.ts';
import { basketball } from './basketball.ts';
import { sprites, type Thing } from './cluster.ts';
import { figureShapes, paletteOf } from './figure.ts';
import { addNoise } from './noise.ts';

/** Draws the picture at the time `t`: RGBA, displayed size. The bytes are only valid until the next call. */
export type DrawFrame = (t: number, index: number) => Uint8ClampedArray;

export function frameDrawer(world: World): DrawFrame {
  const { spec } = world;
  const { video } = spec;
  const cameraAt = cameraOf(spec);
  const gym = gymOf(spec);
  const canvas = createCanvas(video.width, video.height);
  const c = canvas.getContext('2d');
  const moving = spec.camera.shakeDegrees > 0 || spec.camera.panDegreesPerSecond !== 0;
  let still: Canvas | null = null;
  const looks = [spec.shooter, ...spec.people].map(({ appearance }) => paletteOf(appearance));
  return (t, index) => {
    const camera = cameraAt(t);
    if (moving || !still) still = backdrop(camera, gym);
    c.drawImage(still, 0, 0);
    const bodies = [world.shooter, ...world.people].map((body) => body(t));
    const balls = world.balls.filter((ball) => ball.at(t) !== null);
    for (const body of bodies) bodyShadow(c, camera, body);
    for (const ball of balls) ballShadow(c, camera, ball.at(t)!, ball.radius);
    const figures = bodies.map((body, i): Thing => ({
      shapes: figureShapes(body, looks[i]!),
      blurred: [],
      depth: depthOf(camera, body),
    }));
    const thrown = balls.map((ball) => ({ ball, thing: ballThing(camera, ball, t, video.shutterSeconds) }));
    if (spec.court.basket) drawWithHoop(c, camera, world, gym, t, figures, thrown);
    else paste(c, camera, [...figures, ...thrown.map(({ thing }) => thing)]);
    drawBars(c, video.letterbox, video.width, video.height);
    const { data } = c.getImageData(0, 0, video.width, video.height);
    addNoise(data, video.noise, random(spec.seed * 100003 + index));
    return data;
  };
}

const depthOf = (camera: Camera, body: Body): number => toCamera(camera, body.trunk.pelvis)[2];

/** Turns per second of a ball in the air, backwards. */
const SPIN = 1.8;
/** Movement while the shutter is open, in px, from which a ball is blurred, and per picture of it. */
const BLUR_STEP = 1;

function ballThing(camera: Camera, ball: Ball, t: number, shutter: number): Thing {
  const at = (moment: number): Vec3 => ball.at(moment) ?? ball.at(t)!;
  const [from, to] = [at(t - shutter / 2), at(t + shutter / 2)];
  const depth = toCamera(camera, at(t))[2];
  const moved = (camera.focal * distance(from, to)) / Math.max(0.3, depth);
  const count = Math.min(12, Math.max(1, Math.round(moved / BLUR_STEP)));
  const shape = (moment: number) => {
    const turned = 2 * Math.PI * SPIN * Math.max(0, moment - ball.freeFrom);
    return basketball(at(moment), ball.radius, turned, [0, 1, 0]);
  };
  if (count === 1) return { shapes: [shape(t)], blurred: [], depth };
  const blurred = Array.from({ length: count }, (_, i) => shape(t + shutter * ((i + 0.5) / count - 0.5)));
  return { shapes: [], blurred, depth };
}

/** How near the rim's centre a ball is drawn between the ring's halves, m. */
const IN_RING = 0.75;

function drawWithHoop(
  c: SKRSContext2D,
  camera: Camera,
  world: World,
  gym: Gym,
  t: number,
  figures: Thing[],
  balls: { ball: Ball; thing: Thing }[],
): void {
  const rim: Vec3 = [world.spec.court.distance, 0, RIM_HEIGHT];
  const rimDepth = toCamera(camera, rim)[2];
  const inRing = balls.filter(
    ({ ball, thing }) => distance(ball.at(t)!, rim) < IN_RING && thing.depth > rimDepth - 0.4,
  );
  const others = [...figures, ...balls.filter((ball) => !inRing.includes(ball)).map(({ thing }) => thing)];
  const net = netState(world, t);
  paste(
    c,
    camera,
    others.filter((thing) => thing.depth > rimDepth),
  );
  drawHoop(c, camera, gym, net, 'behind');
  paste(
    c,
    camera,
    inRing.map(({ thing }) => thing),
  );
  drawHoop(c, camera, gym, net, 'before');
  paste(
    c,
    camera,
    others.filter((thing) => thing.depth <= rimDepth),
  );
}

function netState(world: World, t: number): NetState {
  const inside = world.balls.find((ball) => {
    const p = ball.at(t);
    return (
      p !== null && Math.hypot(p[0] - world.spec.court.distance, p[1]) < 0.3 && p[2] > 2.5 && p[2] < RIM_HEIGHT + 0.1
    );
  });
  return {
    motion: netMotion(world, t),
    time: t,
    ball: inside ? { centre: inside.at(t)!, radius: inside.radius } : null,
  };
}

function paste(c: SKRSContext2D, camera: Camera, things: readonly Thing[]): void {
  for (const { canvas, box } of sprites(camera, things)) c.drawImage(canvas, box.left, box.top);
}

function drawBars(
  c: SKRSContext2D,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  width: number,
  height: number,
): void {
  c.fillStyle = '#000';
  c.fillRect(0, 0, width, top);
  c.fillRect(0, height - bottom, width, bottom);
  c.fillRect(0, 0, left, height);
  c.fillRect(width - right, 0, right, height);
}

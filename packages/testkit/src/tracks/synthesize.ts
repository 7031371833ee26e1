/** Tracks as vision would give them, without drawing a picture: exact positions, made worse as told. */
import {
  TRACKS_SCHEMA_VERSION,
  type BallCandidate,
  type PersonPose,
  type Rim,
  type TrackFrame,
  type Tracks,
} from '@shotform/contracts';
import { cameraOf, inView, toCamera, type Camera } from '../camera/camera.ts';
import { shadesOf } from '../camera/visibility.ts';
import { capsulesOf } from '../body/solids.ts';
import { random, type Random } from '../geometry/random.ts';
import { cross, dot, lerp, sub, unit, type Vec3 } from '../geometry/vec.ts';
import { landmark } from '../body/landmarks.ts';
import { shooterSpec } from '../spec/defaults.ts';
import type { ShooterOptions } from '../spec/spec.ts';
import { landmarkTruth } from '../truth/frames.ts';
import { SHOOTER, truthOf } from '../truth/make.ts';
import type { FrameTruth, Truth } from '../truth/truth.ts';
import { makeWorld, type World } from '../world/world.ts';
import { cameraTransforms } from './transforms.ts';

/** How much worse than the truth the Tracks are. All zero: exact. */
export interface TrackNoise {
  /** Standard deviation of a landmark, px; hidden ones have three times as much. */
  landmarkPixels: number;
  /** How much of a landmark's error stays to the next frame, 0-1. */
  landmarkCorrelation: number;
  /** Of world landmarks, m. */
  worldMetres: number;
  /** Part of the frames in which a person is not found. */
  poseMissRate: number;
  /** Standard deviation of a ball's centre and diameter, px. */
  ballPixels: number;
  /** Part of the frames in which a ball in plain view is not found; hidden by half or more it never is. */
  ballMissRate: number;
  /** False candidates per frame. */
  ballFalseRate: number;
  rimPixels: number;
  /** Part of the frames in which a rim in view is not found. */
  rimMissRate: number;
  netMotion: number;
}

/** About what vision gives on a good clip. */
export const usualNoise: TrackNoise = {
  landmarkPixels: 2,
  landmarkCorrelation: 0.5,
  worldMetres: 0.02,
  poseMissRate: 0.01,
  ballPixels: 0.7,
  ballMissRate: 0.08,
  ballFalseRate: 0.4,
  rimPixels: 0.7,
  rimMissRate: 0.03,
  netMotion: 0.02,
};

export const noNoise: TrackNoise = {
  landmarkPixels: 0,
  landmarkCorrelation: 0,
  worldMetres: 0,
  poseMissRate: 0,
  ballPixels: 0,
  ballMissRate: 0,
  ballFalseRate: 0,
  rimPixels: 0,
  rimMissRate: 0,
  netMotion: 0,
};

/** `noise` replaces parts of the usual noise. The same spec and noise give the same Tracks. */
export function synthesizeTracks(
  options: ShooterOptions = {},
  noise: Partial<TrackNoise> = {},
): { tracks: Tracks; truth: Truth } {
  const spec = shooterSpec(options);
  const world = makeWorld(spec);
  const truth = truthOf(world);
  return { tracks: tracksOf(world, truth, { ...usualNoise, ...noise }), truth };
}

function tracksOf(world: World, truth: Truth, noise: TrackNoise): Tracks {
  const { spec } = world;
  const cameraAt = cameraOf(spec);
  const times = truth.video.timesSeconds;
  const source = random(spec.seed).fork('tracks');
  const people = [world.shooter, ...world.people].map((body, person) => ({
    body,
    person: person === 0 ? SHOOTER : person,
    find: poseFinder(source.fork(`person ${person}`), noise, person === 0 ? SHOOTER : person),
  }));
  const balls = source.fork('balls');
  const falseBalls = source.fork('false balls');
  const [rims, nets] = [source.fork('rim'), source.fork('net')];
  const lamp = { x: falseBalls.range(0, spec.video.width), y: falseBalls.range(0, spec.video.height / 3) };
  const frames = truth.frames.map((frame, i): TrackFrame => {
    const camera = cameraAt(times[i]!);
    const bodies = people.map(({ body }) => body(times[i]!));
    const shades = bodies.flatMap((body) => shadesOf(camera, capsulesOf(body)));
    const rim = foundRim(frame, noise, rims);
    return {
      pose: people.flatMap(({ find }, k) => find(camera, landmarkTruth(camera, bodies[k]!, shades)) ?? []),
      ball: [...foundBalls(frame, noise, balls), ...falseCandidates(spec.video, lamp, noise, falseBalls)],
      rim,
      netMotion: rim ? Math.min(1, Math.abs(frame.netMotion + nets.normal(noise.netMotion))) : null,
    };
  });
  const transforms = cameraTransforms(spec, times);
  return {
    schemaVersion: TRACKS_SCHEMA_VERSION,
    video: {
      width: spec.video.width,
      height: spec.video.height,
      frames: times.length,
      timesSeconds: times,
      rotationDegrees: spec.video.rotationDegrees,
      letterbox: spec.video.letterbox,
    },
    frames,
    camera: { moving: transforms !== null, transforms },
    models: [{ name: 'synthetic', version: '1', sha256: null }],
  };
}

type Landmarks = ReturnType<typeof landmarkTruth>;

/** Finds one person frame by frame; `null` where they are out of the picture or missed. */
function poseFinder(
  source: Random,
  noise: TrackNoise,
  person: number,
): (camera: Camera, seen: Landmarks) => PersonPose | null {
  const errors = new Float64Array(33 * 3);
  const kept = noise.landmarkCorrelation;
  const fresh = Math.sqrt(1 - kept * kept);
  return (camera, { landmarks, world, hidden }) => {
    for (let i = 0; i < errors.length; i++) errors[i] = kept * errors[i]! + fresh * source.normal();
    const missed = source.next() < noise.poseMissRate;
    const inside = landmarks.filter(([x, y]) => inView(camera, x, y)).length;
    if (missed || inside < 17) return null;
    const hips = lerp(world[landmark.leftHip]!, world[landmark.rightHip]!, 0.5);
    const axes = sightAxes(camera, hips);
    const hipDepth = toCamera(camera, hips)[2];
    const flat: number[] = [];
    const metres: number[] = [];
    landmarks.forEach(([x, y, depth], i) => {
      const covered = hidden[i]!;
      const k = noise.landmarkPixels * (covered ? 3 : 1);
      const z = ((depth - hipDepth) * camera.focal) / hipDepth;
      const visible = covered ? 0.35 + 0.2 * source.next() : 0.97 + 0.03 * source.next();
      const present = inView(camera, x, y) ? 0.99 : 0.2;
      flat.push(x + k * errors[3 * i]!, y + k * errors[3 * i + 1]!, z + 3 * k * errors[3 * i + 2]!);
      flat.push(present < 0.5 ? Math.min(visible, 0.3) : visible, present);
      const away = sub(world[i]!, hips);
      metres.push(...axes.map((axis) => dot(away, axis) + source.normal(noise.worldMetres)));
    });
    return { person, score: 0.98, landmarks: flat, world: metres };
  };
}

/**
 * Right, down and ahead along the line of sight to the hips: the model sees a person cut out of the picture and does not
 * know where in it they stand, so its world landmarks are turned with the line of sight and not with the camera
 * (`scripts/eval/derive/yaw.ts` measures that).
 */
function sightAxes(camera: Camera, hips: Vec3): readonly [Vec3, Vec3, Vec3] {
  const ahead = unit(sub(hips, camera.at));
  const right = unit(cross(camera.down, ahead));
  return [right, cross(ahead, right), ahead];
}

function foundBalls(frame: FrameTruth, noise: TrackNoise, source: Random): BallCandidate[] {
  return frame.balls.flatMap(({ x, y, diameter, hiddenPart, inView: inside }) => {
    const [dx, dy, dd, luck] = [source.normal(), source.normal(), source.normal(), source.next()];
    const missRate = noise.ballMissRate + (noise.ballMissRate > 0 ? 0.8 * hiddenPart : 0);
    if (!inside || hiddenPart >= 0.5 || luck < missRate) return [];
    return [
      {
        x: x + noise.ballPixels * dx,
        y: y + noise.ballPixels * dy,
        diameter: Math.max(1, diameter + 1.5 * noise.ballPixels * dd),
        confidence: 0.9 - 0.5 * hiddenPart,
        source: 'colour+motion',
      },
    ];
  });
}

/** A lamp that is often taken for a ball, and chance ones anywhere. */
function falseCandidates(
  { width, height }: { width: number; height: number },
  lamp: { x: number; y: number },
  noise: TrackNoise,
  source: Random,
): BallCandidate[] {
  const found: BallCandidate[] = [];
  const size = Math.max(width, height) / 60;
  const push = (x: number, y: number, confidence: number) =>
    found.push({ x, y, diameter: size * source.range(0.6, 1.6), confidence, source: 'colour' });
  if (source.next() < noise.ballFalseRate / 2)
    push(lamp.x + source.normal(), lamp.y + source.normal(), source.range(0.3, 0.6));
  if (source.next() < noise.ballFalseRate / 2)
    push(source.range(0, width), source.range(0, height), source.range(0.2, 0.5));
  return found;
}

function foundRim(frame: FrameTruth, noise: TrackNoise, source: Random): Rim | null {
  const [dx, dy, da, db, luck] = [source.normal(), source.normal(), source.normal(), source.normal(), source.next()];
  if (!frame.rim || !frame.rimInView || luck < noise.rimMissRate) return null;
  const { x, y, a, b, angleDegrees } = frame.rim;
  const k = noise.rimPixels;
  return {
    x: x + k * dx,
    y: y + k * dy,
    a: Math.max(1, a + k * da),
    b: Math.max(0, b + k * db),
    angleDegrees,
    confidence: 0.9,
  };
}

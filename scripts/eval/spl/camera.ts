/** What a camera would have seen of a trial: pose, ball and rim as Tracks, with noise on the joints. */
import type { BallCandidate, PersonPose, Rim, Tracks } from '@shotform/contracts';
import { normalNumbers } from '../normal.ts';
import { splTruth } from './truth.ts';
import { RIM, RIM_RADIUS, type SplTrial, type Vector } from './trials.ts';

export interface SimulatedCamera {
  /** 0 in front of the shooter, 90 at the right side; as in the report. */
  yawDegrees: number;
  /** Standard deviation of each joint's coordinates in space, metres; drawn anew in every frame. */
  noiseMetres: number;
  ball: boolean;
  seed: number;
}

/** A level pinhole at this distance from the shooter and this height, wide enough for the flight. */
const DISTANCE = 5;
const HEIGHT = 1.7;
const WIDTH = 1920;
const PICTURE_HEIGHT = 1080;
const FOCAL = 1000;
const BALL_DIAMETER = 0.243;
const SEEN = 0.97;

/** BlazePose's 33 landmarks from the data's names; the mouth is not in them and lies at the nose. */
const sources: readonly (readonly string[])[] = [
  ['NOSE'],
  ...both('EYE', 3),
  ['L_EAR'],
  ['R_EAR'],
  ['NOSE'],
  ['NOSE'],
  ...['SHOULDER', 'ELBOW', 'WRIST', '5THFINGER', '1STFINGER', '1STFINGER', 'HIP', 'KNEE', 'ANKLE', 'CALC'].flatMap(
    (name) => [[`L_${name}`], [`R_${name}`]],
  ),
  ['L_1STTOE', 'L_5THTOE'],
  ['R_1STTOE', 'R_5THTOE'],
];

function both(name: string, times: number): string[][] {
  return ['L', 'R'].flatMap((side) => Array.from({ length: times }, () => [`${side}_${name}`]));
}

/** A point in the camera's axes, metres: x right, y down, z away. */
type Seen = readonly [x: number, y: number, z: number];

/** @returns Tracks of the whole trial, 1920 x 1080, as `tracksSchema` would accept */
export function splTracks(trial: SplTrial, camera: SimulatedCamera): Tracks {
  const noise = normalNumbers(camera.seed);
  const look = viewFrom(trial, camera.yawDegrees);
  const rim = rimSeen(look);
  return {
    schemaVersion: '1.0',
    video: {
      width: WIDTH,
      height: PICTURE_HEIGHT,
      frames: trial.timesSeconds.length,
      timesSeconds: trial.timesSeconds,
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames: trial.timesSeconds.map((_, frame) => ({
      pose: poseSeen(trial, frame, (point) => blurred(look(point), camera.noiseMetres, noise)),
      ball: camera.ball ? ballSeen(trial.ball[frame] ?? null, look) : [],
      rim,
      netMotion: null,
    })),
    camera: { moving: false, transforms: null },
    models: [{ name: 'simulated pose', version: '1', sha256: null }],
  };
}

/** The camera looks at where the shooter stands when the ball is let go. */
function viewFrom(trial: SplTrial, yawDegrees: number): (point: Vector) => Seen {
  const hips = trial.joints.get('R_HIP')?.[splTruth(trial)?.releaseFrame ?? 0] ?? [0, 0, 0];
  const yaw = (yawDegrees * Math.PI) / 180;
  // The shooter faces +x and has -y on the right hand.
  const from: Vector = [hips[0] + DISTANCE * Math.cos(yaw), hips[1] - DISTANCE * Math.sin(yaw), HEIGHT];
  const away: Vector = [-Math.cos(yaw), Math.sin(yaw), 0];
  const right: Vector = [away[1], -away[0], 0];
  return (point) => {
    const [x, y, z] = [point[0] - from[0], point[1] - from[1], point[2] - from[2]];
    return [x * right[0] + y * right[1], -z, x * away[0] + y * away[1]];
  };
}

function project([x, y, z]: Seen): { x: number; y: number } {
  return { x: WIDTH / 2 + (FOCAL * x) / z, y: PICTURE_HEIGHT / 2 + (FOCAL * y) / z };
}

function isInPicture({ x, y }: { x: number; y: number }): boolean {
  return x >= 0 && x < WIDTH && y >= 0 && y < PICTURE_HEIGHT;
}

function poseSeen(trial: SplTrial, frame: number, look: (point: Vector) => Seen): PersonPose[] {
  const points = sources.map((names) => {
    const parts = names.map((name) => trial.joints.get(name)?.[frame] ?? null);
    const known = parts.filter((part) => part !== null);
    return known.length === names.length ? look(mean(known)) : null;
  });
  const [left, right] = [points[23], points[24]];
  if (!left || !right) return [];
  const origin = mean([left, right]);
  const landmarks = points.flatMap((point) => {
    if (!point) return [0, 0, 0, 0, 0];
    const { x, y } = project(point);
    return [x, y, (FOCAL * (point[2] - origin[2])) / origin[2], SEEN, SEEN];
  });
  const world = points.flatMap((point) => (point ? point.map((value, axis) => value - origin[axis]!) : [0, 0, 0]));
  return [{ person: 0, score: SEEN, landmarks, world }];
}

function ballSeen(ball: Vector | null, look: (point: Vector) => Seen): BallCandidate[] {
  if (!ball) return [];
  const seen = look(ball);
  const at = project(seen);
  if (seen[2] <= 0.5 || !isInPicture(at)) return [];
  return [{ ...at, diameter: (FOCAL * BALL_DIAMETER) / seen[2], confidence: 0.9, source: 'simulated' }];
}

function rimSeen(look: (point: Vector) => Seen): Rim | null {
  const centre = look(RIM);
  if (centre[2] <= 0.5 || !isInPicture(project(centre))) return null;
  const { x, y } = project(centre);
  const a = (FOCAL * RIM_RADIUS) / centre[2];
  // Seen level from this far below, the ring's height over its width is that of the line of sight.
  const b = (a * Math.abs(centre[1])) / Math.hypot(...centre);
  return { x, y, a, b, angleDegrees: 0, confidence: 0.9 };
}

function mean(points: readonly (readonly [number, number, number])[]): [number, number, number] {
  const of = (axis: 0 | 1 | 2) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [of(0), of(1), of(2)];
}

function blurred([x, y, z]: Seen, sd: number, noise: () => number): Seen {
  return [x + sd * noise(), y + sd * noise(), z + sd * noise()];
}

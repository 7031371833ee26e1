/** A jointed figure of simple formulas that shoots once: for tests that must know every angle. */
import type { Flight, Measured, Moment, View } from '@shotform/contracts';
import { landmark, type Body, type Hand, type Landmark, type ShotDraft } from '../model.ts';

type Vector = readonly [forward: number, left: number, up: number];

export interface FigureOptions {
  hand?: Hand;
  /** As in the report; 90 sees the right side. */
  yawDegrees?: number;
  yawSd?: number;
  /** The knee's and the hip's least interior angle, degrees. */
  knee?: number;
  hip?: number;
  /** The elbow's interior angle at the set point and its largest. */
  elbow?: number;
  extension?: number;
  /** The forearm's lean to the inside in the frontal plane, degrees. */
  flare?: number;
  /** Forward, degrees. */
  trunkLean?: number;
  fps?: number;
  visibility?: number;
  /** One standard error of each image coordinate, px. */
  sd?: number;
  /** Standard error of every moment, seconds. */
  timing?: number;
  camera?: View['camera'];
}

export const figureTimes = { dip: 1, setPoint: 1.2, release: 1.5, followThroughEnd: 2.3, end: 3 } as const;
const TRUNK_PIXELS = 200;
const WIDTH = 1280;

export function figureDraft(options: FigureOptions = {}): ShotDraft {
  const { hand = 'right', yawDegrees = 90, timing = 0.01, fps = 60 } = options;
  const body = figureBody(options);
  const moment = (time: number): Moment => ({
    frame: Math.round(time * fps),
    timeSeconds: time,
    uncertaintySeconds: timing,
  });
  const rightSideShown = Math.sin((yawDegrees * Math.PI) / 180);
  const facing = Math.abs(rightSideShown) < 0.3;
  return {
    body,
    hand,
    handConfidence: 1,
    confidence: 1,
    view: {
      yawDegrees,
      uncertaintyDegrees: options.yawSd ?? 3,
      shootingArm: facing ? 'level' : rightSideShown > 0 === (hand === 'right') ? 'near' : 'far',
      rollDegrees: 0,
      rollUncertaintyDegrees: 1,
      pitchDegrees: 0,
      pitchUncertaintyDegrees: 3,
      camera: options.camera ?? 'still',
    },
    release: { ...moment(figureTimes.release), source: 'pose' },
    events: {
      preparation: moment(0.5),
      dip: moment(figureTimes.dip),
      ballLow: moment(1),
      setPoint: moment(figureTimes.setPoint),
      liftStart: moment(1.05),
      takeOff: null,
      release: moment(figureTimes.release),
      jumpApex: null,
      followThroughEnd: moment(figureTimes.followThroughEnd),
      landing: null,
    },
    flight: noFlight(),
    outcome: { result: 'unknown', confidence: 0, frame: null },
    scale: null,
    pace: 1,
  };
}

export function noFlight(): Flight {
  const none = (unit: Measured['unit']): Measured => ({
    value: null,
    unit,
    interval: null,
    frame: null,
    measurable: false,
    reason: 'no_flight',
  });
  return {
    releaseAngle: none('deg'),
    releaseSpeed: none('m/s'),
    releaseHeight: none('m'),
    apexHeight: none('m'),
    entryAngle: none('deg'),
    lateral: none('m'),
    depth: none('m'),
    scaleByBall: none('ratio'),
    scaleByRing: none('ratio'),
    path: [],
  };
}

/** The same shot seen in a mirror: sides, hand and yaw change over. */
export function mirrored(draft: ShotDraft): ShotDraft {
  const { body, view } = draft;
  const other = new Map<Landmark, Landmark>();
  for (const [name, index] of Object.entries(landmark)) {
    const swapped = name.replace(/left|right|Left|Right/, (side) => sideOf[side] ?? side) as keyof typeof landmark;
    other.set(index, landmark[swapped]);
  }
  const swap = (which: Landmark) => other.get(which) ?? which;
  return {
    ...draft,
    hand: draft.hand === 'right' ? 'left' : 'right',
    view: {
      ...view,
      yawDegrees: view.yawDegrees === null ? null : -view.yawDegrees,
      rollDegrees: view.rollDegrees === null ? null : -view.rollDegrees,
    },
    body: {
      ...body,
      at(which, time) {
        const point = body.at(swap(which), time);
        return point && { ...point, x: WIDTH - 1 - point.x };
      },
      visibility: (which, time) => body.visibility(swap(which), time),
    },
  };
}

const sideOf: Record<string, string> = { left: 'right', right: 'left', Left: 'Right', Right: 'Left' };

function figureBody({ yawDegrees = 90, fps = 60, visibility = 1, sd = 0.5, ...options }: FigureOptions): Body {
  const count = Math.round(figureTimes.end * fps) + 1;
  const times = Float64Array.from({ length: count }, (_, i) => i / fps);
  const yaw = (yawDegrees * Math.PI) / 180;
  const filmed = (time: number) => time >= 0 && time <= figureTimes.end;
  return {
    person: 0,
    first: 0,
    last: count - 1,
    times,
    torso: TRUNK_PIXELS,
    effectiveFps: fps,
    at(which, time) {
      if (!filmed(time)) return null;
      const [forward, left, up] = figureAt(which, time, options);
      const across = forward * Math.sin(yaw) + left * Math.cos(yaw);
      return { x: WIDTH / 2 + TRUNK_PIXELS * across, y: 600 - TRUNK_PIXELS * up, sd };
    },
    worldAt: () => null,
    visibility: (_, time) => (filmed(time) ? visibility : 0),
  };
}

/** Place of a landmark in trunk lengths; the feet stand still and everything is built up from them. */
function figureAt(which: Landmark, time: number, options: Omit<FigureOptions, 'yawDegrees'>): Vector {
  const { hand = 'right', knee = 110, hip = 130, elbow = 60, extension = 170, flare = 0, trunkLean = 0 } = options;
  const name = nameOf(which);
  const side = name.startsWith('right') ? -1 : 1;
  const shooting = name.startsWith(hand);
  const bend = bump(time - figureTimes.dip, 0.25);
  const trunk = rad(trunkLean);
  // From the trunk down: the hip's angle gives the thigh, the knee's the shank; the ankle is put back to the ground.
  const thigh = trunk - rad(180 - mix(178, hip, bend));
  const shank = thigh + rad(180 - mix(178, knee, bend));
  const ankle: Vector = [0, side * 0.25, 0.1];
  const kneePlace = along(ankle, shank, 0.8);
  const hipPlace = along(kneePlace, thigh, 0.8);
  const [chest, , height] = along(hipPlace, trunk, 1);
  const shoulderPlace: Vector = [chest, side * 0.33, height];
  const raised = rad(shooting ? mix(80, 130, step(time)) : 60);
  // Hip-shoulder-elbow is the upper arm's angle from the trunk's downward line, forwards.
  const upperArm = trunk + Math.PI - raised;
  const elbowPlace = along(shoulderPlace, upperArm, 0.55);
  const inside = time > figureTimes.dip ? flare : 0;
  const fold = rad(180 - (shooting ? elbowAngle(time, elbow, extension) : 90));
  const forearm = along([0, 0, 0], upperArm - fold, 0.5);
  const wrist: Vector = [
    elbowPlace[0] + forearm[0],
    elbowPlace[1] - side * Math.abs(forearm[2]) * Math.tan(rad(inside)),
    elbowPlace[2] + forearm[2],
  ];
  const joint = name.replace(/^(left|right)/, '').toLowerCase();
  if (joint === 'ankle') return ankle;
  if (joint === 'heel' || joint === 'toe') return [joint === 'toe' ? 0.3 : -0.1, ankle[1], 0];
  if (joint === 'knee') return kneePlace;
  if (joint === 'hip') return [hipPlace[0], side * 0.25, hipPlace[2]];
  if (joint === 'shoulder') return shoulderPlace;
  if (joint === 'elbow') return elbowPlace;
  if (joint === 'wrist') return wrist;
  if (['pinky', 'index', 'thumb'].includes(joint)) return along(wrist, upperArm - fold - 0.5, 0.15);
  const head = along(shoulderPlace, trunk, 0.35);
  return [head[0] + 0.1, joint.startsWith('eye') ? side * 0.05 : 0, head[2]];
}

function elbowAngle(time: number, set: number, extension: number): number {
  const folded = mix(100, set, bump(time - figureTimes.setPoint, 0.2));
  return time < figureTimes.setPoint ? folded : mix(set, extension, step(time));
}

/** 0 at the set point, 1 shortly after the release. */
function step(time: number): number {
  const part = Math.min(1, Math.max(0, (time - figureTimes.setPoint) / 0.4));
  return (1 - Math.cos(Math.PI * part)) / 2;
}

function bump(offset: number, width: number): number {
  return Math.exp(-((offset / width) ** 2));
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

/** `angle` forward from straight up. */
function along([forward, left, up]: Vector, angle: number, length: number): Vector {
  return [forward + length * Math.sin(angle), left, up + length * Math.cos(angle)];
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function nameOf(which: Landmark): string {
  return Object.entries(landmark).find(([, index]) => index === which)?.[0] ?? '';
}

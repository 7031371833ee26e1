/** Measures the synthetic shooter, whose angles are known exactly, through noisy landmarks; the moments are given. */
import type { EventName, Moment, Tracks } from '@shotform/contracts';
import { synthesizeTracks, type ShooterOptions, type ShotTruth, type Truth } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import type { Body, ShotDraft } from '../model.ts';
import { buildBodies } from '../signals/body.ts';
import { LANDMARK_STRIDE } from '../signals/layout.ts';
import { noFlight } from '../testing/figure.ts';
import { normalNumbers } from '../testing/random.ts';
import { measureShot } from './measure.ts';

const EVENT_ERROR = 0.01;
const exact = { landmarkPixels: 0, poseMissRate: 0, ballFalseRate: 0 };
const NOISE_METRES = 0.02;
const TRUNK_METRES = 0.5;
/** How often noise is drawn anew. */
const DRAWS = 8;

type Errors = (metric: string, truthOf: (metrics: ShotTruth['metrics']) => number) => { mae: number; bias: number };

/** What shooters' trunks are turned against the throw by, degrees. */
const USUAL_TURN = 12;

/** Measures a clip of three shots, with noise on every joint in every frame. */
function measureNoisy(options: ShooterOptions): Errors {
  const { tracks, truth } = synthesizeTracks({ shots: [{}, {}, {}], ...options }, exact);
  const trunk = shooterOf(tracks, truth).torso;
  const drawn = Array.from({ length: DRAWS }, (_, seed) => {
    const body = shooterOf(withNoise(tracks, (NOISE_METRES * trunk) / TRUNK_METRES, seed), truth);
    return truth.shots.map((shot) => ({ truth: shot.metrics, found: measureShot(draftOf(body, truth, shot)) }));
  });
  return (metric, truthOf) => {
    const errors = drawn.flat().map(({ truth, found }) => {
      const measured = found.find(({ definition }) => definition.id === metric);
      return (measured?.metric.value ?? NaN) - truthOf(truth);
    });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mae: mean(errors.map(Math.abs)), bias: mean(errors) };
  };
}

function shooterOf(tracks: Tracks, truth: Truth): Body {
  return buildBodies(tracks).find(({ person }) => person === truth.person)!;
}

function withNoise(tracks: Tracks, pixels: number, seed: number): Tracks {
  const normal = normalNumbers(seed);
  const frames = tracks.frames.map((frame) => ({
    ...frame,
    pose: frame.pose.map((pose) => ({
      ...pose,
      landmarks: Array.from(pose.landmarks, (v, i) => (i % LANDMARK_STRIDE < 2 ? v + pixels * normal() : v)),
    })),
  }));
  return { ...tracks, frames };
}

function draftOf(body: Body, truth: Truth, shot: ShotTruth): ShotDraft {
  // As the engine reads it: of the trunk, which may be turned against the throw.
  const { hand, bodyYawDegrees: yawDegrees } = shot;
  const moment = (time: number): Moment => ({
    frame: truth.video.timesSeconds.findLastIndex((at) => at <= time),
    timeSeconds: time,
    uncertaintySeconds: EVENT_ERROR,
  });
  const events = Object.entries(shot.events).map(([name, time]) => [name, time === null ? null : moment(time)]);
  const near = Math.sin((yawDegrees * Math.PI) / 180) * (hand === 'right' ? 1 : -1);
  return {
    body,
    hand,
    handConfidence: 1,
    confidence: 1,
    view: {
      yawDegrees,
      uncertaintyDegrees: 5,
      shootingArm: Math.abs(near) < 0.34 ? 'level' : near > 0 ? 'near' : 'far',
      rollDegrees: 0,
      rollUncertaintyDegrees: 1,
      pitchDegrees: 0,
      pitchUncertaintyDegrees: 3,
      camera: 'still',
    },
    release: { ...moment(shot.release.timeSeconds), source: 'ball' },
    events: Object.fromEntries(events) as Record<EventName, Moment | null>,
    flight: noFlight(),
    outcome: { result: 'unknown', confidence: 0, frame: null },
    scale: null,
    pace: 1,
  };
}

it('from the side, at 2 cm of noise, knee and elbow are as exact as is asked', () => {
  const errors = measureNoisy({ camera: { yawDegrees: 90 } });
  const knee = errors('kneeAtDip', (m) => m.kneeAtDip.value);
  expect(knee.mae).toBeLessThan(4);
  expect(Math.abs(knee.bias)).toBeLessThan(2);
  expect(errors('elbowAtSet', (m) => m.elbowAtSet.value).mae).toBeLessThan(6);
  expect(errors('hipAtDip', (m) => m.hipAtDip.value).mae).toBeLessThan(6);
  expect(errors('shoulderAtSet', (m) => m.upperArmAtSet.value).mae).toBeLessThan(6);
  expect(errors('maxElbowExtension', (m) => m.maxElbowExtension.value).mae).toBeLessThan(6);
  expect(errors('trunkLeanAtRelease', (m) => m.trunkLeanAtRelease).mae).toBeLessThan(3);
});

it.each([
  { hand: 'left', yawDegrees: -90 },
  { hand: 'right', yawDegrees: -90 },
  { hand: 'left', yawDegrees: 90 },
] as const)('$hand hand at yaw $yawDegrees: the knee is within 4 degrees', ({ hand, yawDegrees }) => {
  const errors = measureNoisy({ camera: { yawDegrees }, shooter: { hand }, shots: [{}] });
  expect(errors('kneeAtDip', (m) => m.kneeAtDip.value).mae).toBeLessThan(4);
});

it.each([0, 10, 15])('at yaw %d flare is within 5 degrees', (yawDegrees) => {
  const errors = measureNoisy({ camera: { yawDegrees }, shooter: { form: { turn: USUAL_TURN } } });
  expect(errors('elbowFlareAtSet', (m) => m.flareAtSet).mae).toBeLessThan(5);
  // Where the forearm leans far forward, a view from aside shows that as flare.
  expect(errors('elbowFlareAtRelease', (m) => m.flareAtRelease).mae).toBeLessThan(7);
});

describe('the elbow at the set point', () => {
  it.each([60, 45, 130, -40])('is withheld at yaw %d', (yawDegrees) => {
    const { tracks, truth } = synthesizeTracks({ camera: { yawDegrees } }, exact);
    const found = measureShot(draftOf(shooterOf(tracks, truth), truth, truth.shots[0]!));
    const elbow = found.find(({ definition }) => definition.id === 'elbowAtSet');
    expect(elbow?.metric).toMatchObject({ value: null, interval: null, reason: 'view_not_valid' });
  });
});

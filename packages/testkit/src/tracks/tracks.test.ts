import { LANDMARK_STRIDE, tracksSchema } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { landmark } from '../body/landmarks.ts';
import type { ShooterOptions } from '../spec/spec.ts';
import { ballAgreement, poseAgreement } from '../truth/agreement.ts';
import { noNoise, synthesizeTracks } from './synthesize.ts';

const shapes: Record<string, ShooterOptions> = {
  side: { camera: { yawDegrees: 85 }, shots: [{ start: 'dribble' }, { outcome: 'short' }] },
  'front, left-handed': { camera: { yawDegrees: 10 }, shooter: { hand: 'left' } },
  'portrait, variable rate': { video: { width: 720, height: 1280, timing: 'variable', rotationDegrees: 90 } },
  'moving, with others': {
    camera: { shakeDegrees: 0.2 },
    people: [{ does: 'walk' }, { does: 'dribble', x: 3 }],
    balls: [{}],
  },
  'no shot, no basket': { shots: [], court: { basket: false } },
  letterboxed: { video: { letterbox: { left: 0, top: 90, right: 0, bottom: 90 } } },
};

describe.each(Object.entries(shapes))('tracks: %s', (_, options) => {
  const { tracks, truth } = synthesizeTracks(options);

  it('are Tracks', () => {
    expect(tracksSchema.safeParse(tracks).error).toBeUndefined();
    expect(tracks.frames).toHaveLength(truth.frames.length);
  });

  it('are the same for the same seed', () => {
    expect(synthesizeTracks(options).tracks).toEqual(tracks);
  });
});

it('say exactly the truth without noise', () => {
  const { tracks, truth } = synthesizeTracks({ camera: { yawDegrees: 60 } }, noNoise);
  expect(poseAgreement(tracks, truth)).toEqual({
    foundRate: 1,
    medianError: 0,
    kneeError: 0,
    hipError: 0,
    elbowError: 0,
  });
  expect(ballAgreement(tracks, truth)).toMatchObject({ recall: 1, medianError: 0, falsePerFrame: 0 });
  truth.frames.forEach((frame, i) => {
    if (frame.rimInView) expect(tracks.frames[i]!.rim).toMatchObject({ x: frame.rim!.x, a: frame.rim!.a });
  });
});

it('are as noisy as told', () => {
  const { tracks, truth } = synthesizeTracks(
    { video: { durationSeconds: 6 } },
    { ...noNoise, landmarkPixels: 3, ballMissRate: 0.3 },
  );
  const errors = truth.frames.flatMap((frame, i) => {
    const pose = tracks.frames[i]!.pose[0]!;
    return frame.hidden.flatMap((hidden, k) =>
      hidden ? [] : [pose.landmarks[LANDMARK_STRIDE * k]! - frame.landmarks[k]![0]],
    );
  });
  const sd = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
  expect(sd).toBeGreaterThan(2.7);
  expect(sd).toBeLessThan(3.3);
  expect(ballAgreement(tracks, truth).recall).toBeGreaterThan(0.55);
  expect(ballAgreement(tracks, truth).recall).toBeLessThan(0.8);
});

it('see the far side of the body worse', () => {
  const { tracks } = synthesizeTracks({ camera: { yawDegrees: 90 } }, noNoise);
  const visibility = (k: number) =>
    tracks.frames.reduce((sum, f) => sum + f.pose[0]!.landmarks[LANDMARK_STRIDE * k + 3]!, 0) / tracks.frames.length;
  expect(visibility(landmark.rightHip)).toBeGreaterThan(0.9);
  expect(visibility(landmark.leftHip)).toBeLessThan(0.7);
});

it('relate the frames of a turning camera', () => {
  const { tracks, truth } = synthesizeTracks({ camera: { yawDegrees: 90, panDegreesPerSecond: 1 } }, noNoise);
  const rims = truth.frames.map((frame, i) => {
    const [a, b, c, d, e, f] = tracks.camera.transforms![i]!;
    const { x, y } = frame.rim!;
    return [a! * x + c! * y + e!, b! * x + d! * y + f!];
  });
  const spread = (k: 0 | 1) => Math.max(...rims.map((p) => p[k]!)) - Math.min(...rims.map((p) => p[k]!));
  expect(spread(0)).toBeLessThan(15);
  expect(spread(1)).toBeLessThan(15);
  expect(Math.abs(truth.frames.at(-1)!.rim!.x - truth.frames[0]!.rim!.x)).toBeGreaterThan(50);
});

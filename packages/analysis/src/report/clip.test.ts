import type { Rim, TrackFrame, Tracks } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { landmark } from '../model.ts';
import { LANDMARK_STRIDE, LANDMARKS, WORLD_STRIDE } from '../signals/layout.ts';
import { bestRim, describePose, describeVideo } from './clip.ts';

function clip(timesSeconds: number[], frames: Partial<TrackFrame>[] = []): Tracks {
  return {
    schemaVersion: '1.0',
    video: {
      width: 640,
      height: 360,
      frames: timesSeconds.length,
      timesSeconds,
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames: timesSeconds.map((_, i) => ({ pose: [], ball: [], rim: null, netMotion: null, ...frames[i] })),
    camera: { moving: false, transforms: null },
    models: [
      { name: 'blazepose-detector', version: '1', sha256: null },
      { name: 'blazepose-full', version: '1', sha256: null },
    ],
  };
}

function person(visibility: number, hidden: readonly number[] = []) {
  const landmarks = new Array<number>(LANDMARKS * LANDMARK_STRIDE).fill(0);
  for (let k = 0; k < LANDMARKS; k++) {
    landmarks[k * LANDMARK_STRIDE + 3] = hidden.includes(k) ? 0.1 : visibility;
    landmarks[k * LANDMARK_STRIDE + 4] = 1;
  }
  return { pose: [{ person: 0, score: 1, landmarks, world: new Array<number>(LANDMARKS * WORLD_STRIDE).fill(0) }] };
}

describe('the video', () => {
  it('has the pictures a second that its times hold, also where they are uneven or do not begin at 0', () => {
    expect(describeVideo(clip([0, 0.04, 0.08, 0.12])).fps).toBeCloseTo(25, 9);
    expect(describeVideo(clip([5, 5.1, 5.15, 5.5]))).toMatchObject({ frames: 4, durationSeconds: 0.5 });
    expect(describeVideo(clip([5, 5.1, 5.15, 5.5])).fps).toBeCloseTo(6, 9);
  });

  it('of one moment or none has no rate', () => {
    expect(describeVideo(clip([]))).toMatchObject({ frames: 0, fps: null, durationSeconds: 0 });
    expect(describeVideo(clip([3]))).toMatchObject({ frames: 1, fps: null, durationSeconds: 0 });
    expect(describeVideo(clip([3, 3])).fps).toBeNull();
  });
});

describe('the pose', () => {
  it('is usable where one side of somebody is seen', () => {
    const farSide = [landmark.leftShoulder, landmark.leftHip, landmark.leftKnee, landmark.leftAnkle];
    const frames = [person(0.9), person(0.9, farSide), person(0.9, [...farSide, landmark.rightKnee]), person(0.4), {}];
    expect(describePose(clip([0, 1, 2, 3, 4], frames)).usableFrameRate).toBeCloseTo(2 / 5, 9);
    expect(describePose(clip([])).usableFrameRate).toBe(0);
  });

  it('names the landmark model', () => {
    expect(describePose(clip([])).model).toBe('blazepose-full');
  });
});

it('the rim is that of the frame where it was seen best', () => {
  const rim = (confidence: number): Rim => ({ x: confidence, y: 0, a: 10, b: 3, angleDegrees: 0, confidence });
  const seen = clip([0, 1, 2], [{ rim: rim(0.5) }, { rim: rim(0.8) }, { rim: rim(0.6) }]);
  expect(bestRim(seen)).toMatchObject({ x: 0.8, frame: 1 });
  expect(bestRim(clip([0, 1]))).toBeNull();
});

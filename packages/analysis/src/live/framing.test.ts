import type { PersonPose } from '@shotform/contracts';
import { synthesizeTracks } from '@shotform/testkit/tracks';
import { expect, it } from 'vitest';
import { LANDMARK_STRIDE } from '../signals/layout.ts';
import { framingOf } from './framing.ts';

const { tracks } = synthesizeTracks({ camera: { yawDegrees: 90 } });
const { width, height } = tracks.video;
const pose = tracks.frames[0]!.pose[0]!;

/** The same person elsewhere in the picture, and as large as told. */
function placed(scale: number, dy: number): PersonPose {
  const landmarks = Array.from(pose.landmarks, (value, i) => {
    const axis = i % LANDMARK_STRIDE;
    return axis > 1 ? value : axis === 0 ? width / 2 + (value - width / 2) * scale : value * scale + dy;
  });
  return { ...pose, landmarks };
}

it('tells what keeps the camera from seeing a shot well', () => {
  expect(framingOf([], width, height)).toBe('nobody');
  expect(framingOf([placed(1, 0)], width, height)).toBe('good');
  expect(framingOf([placed(1, height / 2)], width, height)).toBe('cut_off');
  expect(framingOf([placed(0.3, height / 3)], width, height)).toBe('too_far');
});

it('looks at the nearest of several', () => {
  expect(framingOf([placed(0.3, height / 3), placed(1, 0)], width, height)).toBe('good');
});

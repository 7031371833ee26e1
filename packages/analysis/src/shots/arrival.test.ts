import type { Tracks } from '@shotform/contracts';
import { synthesizeTracks } from '@shotform/testkit/tracks';
import { expect, it } from 'vitest';
import { makeScene } from '../ball/scene.ts';
import { findAttempts } from '../people/attempt.ts';
import { buildBodies } from '../signals/body.ts';
import { reordered } from '../testing/edit.ts';
import { ballArrives } from './arrival.ts';
import { handsOf } from './candidates.ts';

it.each([90, 0, 180])(
  'a ball falls into raised hands only where the clip is shown backwards, at yaw %d',
  (yawDegrees) => {
    const { tracks } = synthesizeTracks({ seed: 11, camera: { yawDegrees }, shots: [{}] });
    const backwards = reordered(
      tracks,
      tracks.frames.map((_, i) => tracks.frames.length - 1 - i),
    );
    expect(arrives(tracks)).toBe(false);
    expect(arrives(backwards)).toBe(true);
  },
);

/** Whether one does at any attempt in the clip. */
function arrives(tracks: Tracks): boolean {
  const scene = makeScene(tracks);
  return buildBodies(tracks).some((body) =>
    findAttempts(body).some((attempt) => ballArrives(scene, attempt, handsOf(scene, body))),
  );
}

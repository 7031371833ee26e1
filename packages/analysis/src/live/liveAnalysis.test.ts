import { reportSchema, type LiveShot, type Tracks } from '@shotform/contracts';
import { synthesizeTracks, usualNoise, variedShooter, type ShooterOptions } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { LiveAnalysis } from './liveAnalysis.ts';

/** What a browser sees: poses, and nothing of the ball. */
function posesOnly(tracks: Tracks): Tracks {
  return { ...tracks, frames: tracks.frames.map(({ pose }) => ({ pose, ball: [], rim: null, netMotion: null })) };
}

function watch(tracks: Tracks): { live: LiveAnalysis; told: LiveShot[] } {
  const { width, height, timesSeconds } = tracks.video;
  const live = new LiveAnalysis({ width, height, models: tracks.models });
  const told = tracks.frames.flatMap((frame, i) => live.next(timesSeconds[i]!, frame));
  return { live, told };
}

const film = (options: ShooterOptions) => posesOnly(synthesizeTracks(options, usualNoise).tracks);

describe.each([1, 2, 3, 4, 5, 6])('shooter %d, two shots', (seed) => {
  const yawDegrees = [90, -90, 60, 0, 30, 110][seed - 1]!;
  const shooter = variedShooter(seed);
  const tracks = film({ ...shooter, camera: { ...shooter.camera, yawDegrees }, shots: [{}, {}] });
  const { live, told } = watch(tracks);
  const whole = analyze(tracks);

  it('tells each shot once, within half a second of its follow-through', () => {
    expect(whole.shots).toHaveLength(2);
    expect(told.map(({ shot }) => shot.index)).toEqual([0, 1]);
    told.forEach(({ shot, toldAtSeconds }, i) => {
      expect(Math.abs(shot.release.timeSeconds - whole.shots[i]!.release.timeSeconds)).toBeLessThan(0.034);
      expect(toldAtSeconds - shot.events.followThroughEnd!.timeSeconds).toBeLessThanOrEqual(0.5);
    });
  });

  it('gives at its end what the analysis of the whole gives', () => {
    const report = live.finish();
    expect(report).toEqual(whole);
    expect(reportSchema.safeParse(report).error).toBeUndefined();
  });
});

it('counts frames from the first, though a shot is told from the last seconds', () => {
  const tracks = film({ camera: { yawDegrees: 90 }, shots: [{}, {}, {}] });
  const { told } = watch(tracks);
  expect(told).toHaveLength(3);
  for (const { shot } of told) {
    const frameTime = tracks.video.timesSeconds[shot.release.frame]!;
    expect(Math.abs(frameTime - shot.release.timeSeconds)).toBeLessThan(0.034);
  }
});

it('tells nothing of somebody who dribbles', () => {
  const tracks = film({ camera: { yawDegrees: 90 }, shots: [{ dribbles: 4 }] });
  const release = analyze(tracks).shots[0]!.release.frame;
  const until = release - 20;
  const { width, height, timesSeconds } = tracks.video;
  const live = new LiveAnalysis({ width, height, models: tracks.models });
  expect(tracks.frames.slice(0, until).flatMap((frame, i) => live.next(timesSeconds[i]!, frame))).toEqual([]);
});

it('refuses a frame that is not later than the last', () => {
  const live = new LiveAnalysis({ width: 640, height: 360, models: [] });
  const frame = { pose: [], ball: [], rim: null, netMotion: null };
  live.next(1, frame);
  expect(() => live.next(1, frame)).toThrow(RangeError);
  expect(live.finish().video.frames).toBe(1);
});

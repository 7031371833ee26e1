import type { Tracks } from '@shotform/contracts';
import { synthesizeTracks, type ShooterOptions, type TrackNoise, type Truth } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import type { ShotDraft } from '../model.ts';
import { buildBodies } from '../signals/body.ts';
import { atSpeed, dancing, mirrored, reordered, repeated, withBalls } from '../testing/edit.ts';
import { findShots } from './find.ts';

const shotsOf = (tracks: Tracks): ShotDraft[] => findShots(tracks, buildBodies(tracks));
const frameAt = (tracks: Tracks, time: number) => tracks.video.timesSeconds.findIndex((t) => t >= time);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const film = (options: ShooterOptions, noise?: Partial<TrackNoise>) =>
  synthesizeTracks({ seed: 11, ...options }, noise);

/** Each true shot found once within the tolerance, seconds of media time, and nothing else. */
function expectAll(shots: readonly ShotDraft[], truth: Truth, tolerance: number, speed = 1): void {
  const errors = truth.shots.map(
    (shot, i) => (shots[i]?.release.timeSeconds ?? NaN) - shot.release.timeSeconds / speed,
  );
  expect(shots).toHaveLength(truth.shots.length);
  for (const error of errors) expect(Math.abs(error)).toBeLessThan(tolerance);
}

describe('shots are found, with their hand and release', () => {
  it.each([
    [90, 'right'],
    [-90, 'right'],
    [60, 'left'],
    [0, 'left'],
    [0, 'right'],
    [180, 'right'],
    [-135, 'left'],
  ] as const)('at yaw %d by the %s hand', (yawDegrees, hand) => {
    const { tracks, truth } = film({ camera: { yawDegrees }, shooter: { hand }, shots: [{ dribbles: 2 }, {}] });
    const shots = shotsOf(tracks);
    expectAll(shots, truth, 0.05);
    expect(shots.map((shot) => shot.hand)).toEqual([hand, hand]);
    for (const shot of shots) {
      expect(shot.confidence).toBeGreaterThan(0.9);
      const frame = tracks.video.timesSeconds[shot.release.frame]!;
      expect(frame).toBeGreaterThanOrEqual(shot.release.timeSeconds);
      expect(frame - shot.release.timeSeconds).toBeLessThan(1 / 30 + 1e-9);
    }
  });

  it('without any ball, from the arms alone', () => {
    const { tracks, truth } = film({ shots: [{}, {}] });
    const shots = shotsOf(withBalls(tracks, () => []));
    expectAll(shots, truth, 0.1);
    expect(shots.map((shot) => shot.release.source)).toEqual(['pose', 'pose']);
    expect(shots[0]!.flight.releaseAngle).toMatchObject({ value: null, reason: 'no_ball' });
    expect(shots[0]!.outcome).toEqual({ result: 'unknown', confidence: 0, frame: null });
  });

  it('with three false balls in each frame, and the true one missed in every third', () => {
    const { tracks, truth } = film({ camera: { yawDegrees: 60 } }, { ballFalseRate: 6, ballMissRate: 0.3 });
    expectAll(shotsOf(tracks), truth, 0.05);
  });

  it('among people who walk and dribble, one nearer to the camera', () => {
    const people = [
      { does: 'walk', x: -1, y: 2 },
      { does: 'dribble', x: 1, y: -2.2 },
    ] as const;
    const { tracks, truth } = film({ people: [...people], balls: [{ velocityX: 0.5 }] });
    const shots = shotsOf(tracks);
    expectAll(shots, truth, 0.05);
    expect(shots[0]!.body.person).toBe(truth.person);
  });

  it.each([0.5, 2])('in footage at %f times its speed, and says so', (speed) => {
    const { tracks, truth } = film({});
    const shots = shotsOf(atSpeed(tracks, speed));
    expectAll(shots, truth, 0.06, speed);
    expect(shots[0]!.pace / speed).toBeGreaterThan(0.8);
    expect(shots[0]!.pace / speed).toBeLessThan(1.25);
  });

  it('in pictures shown three times each', () => {
    const { tracks, truth } = film({});
    const shots = shotsOf(repeated(tracks, 3));
    expectAll(shots, truth, 0.05);
    expect(shots[0]!.body.effectiveFps).toBeLessThan(45);
  });

  it('from a camera that turns and trembles', () => {
    const { tracks, truth } = film({ camera: { panDegreesPerSecond: 4, shakeDegrees: 0.3 } });
    const [shot] = shotsOf(tracks);
    expectAll(shotsOf(tracks), truth, 0.05);
    expect(shot!.view.camera).toBe('moving');
  });

  it('in a clip that begins 0.3 s before the release', () => {
    const { tracks, truth } = film({});
    const start = frameAt(tracks, truth.shots[0]!.release.timeSeconds - 0.3);
    const [shot, ...others] = shotsOf(reordered(tracks, range(start, tracks.frames.length)));
    expect(others).toEqual([]);
    const expected = truth.shots[0]!.release.timeSeconds - tracks.video.timesSeconds[start]!;
    expect(Math.abs(shot!.release.timeSeconds - expected)).toBeLessThan(0.06);
  });

  it('in a mirror: the hand and the side change, nothing else', () => {
    const { tracks } = film({ camera: { yawDegrees: 60 }, shots: [{}, { outcome: 'short' }] });
    const [shots, mirror] = [shotsOf(tracks), shotsOf(mirrored(tracks))];
    expect(mirror).toHaveLength(shots.length);
    shots.forEach((shot, i) => {
      const other = mirror[i]!;
      expect(other.hand).not.toBe(shot.hand);
      expect(other.release.timeSeconds).toBeCloseTo(shot.release.timeSeconds, 6);
      expect(other.view.yawDegrees).toBeCloseTo(-shot.view.yawDegrees!, 3);
      expect(other.outcome.result).toBe(shot.outcome.result);
    });
  });
});

describe('what is no shot', () => {
  const { tracks, truth } = film({ shots: [{ start: 'dribble', dribbles: 4 }] });
  const [shot] = truth.shots;
  const release = frameAt(tracks, shot!.release.timeSeconds);

  it('a clip shown backwards: the ball comes to the hands', () => {
    expect(shotsOf(reordered(tracks, range(0, tracks.frames.length).toReversed()))).toEqual([]);
  });

  it('a clip shown backwards whose flight is not in the picture', () => {
    const backwards = reordered(tracks, range(0, tracks.frames.length).toReversed());
    const { y } = tracks.frames[release]!.ball[0]!;
    expect(shotsOf(withBalls(backwards, (_, seen) => seen.filter((ball) => ball.y > y - ball.diameter)))).toEqual([]);
  });

  it('arms thrown up and out, as dancers and winners do', () => {
    const seen = film({ camera: { yawDegrees: 0 }, shots: [{}] });
    const elbowAt = (time: number) => 125 + 45 * Math.sin(2 * Math.PI * time);
    expect(shotsOf(dancing(seen.tracks, elbowAt))).toEqual([]);
  });

  it('dribbles', () => {
    expect(shotsOf(reordered(tracks, range(0, frameAt(tracks, shot!.events.dip!))))).toEqual([]);
  });

  it('a feint: the ball goes up and comes down in the hands', () => {
    const up = range(0, release - 2);
    expect(shotsOf(reordered(tracks, [...up, ...up.slice(-40).toReversed()]))).toEqual([]);
  });

  it('a pass over the head: the ball leaves level', () => {
    const held = truth.frames[release - 1]!.balls.find((ball) => ball.shot === 0)!;
    const passed = withBalls(tracks, (frame, seen) => {
      const t = tracks.video.timesSeconds[frame]! - shot!.release.timeSeconds;
      if (t < 0) return seen;
      const fall = (9.81 / 2) * t * t * (held.diameter / 0.243);
      return [{ x: held.x + 640 * t, y: held.y + fall, diameter: held.diameter, confidence: 0.9, source: 'colour' }];
    });
    expect(shotsOf(passed)).toEqual([]);
  });

  it('people who walk and dribble while balls fly', () => {
    const people = [
      { does: 'walk', x: -1, y: 2 },
      { does: 'dribble', x: 1, y: -2.2 },
    ] as const;
    const crowd = film({ people: [...people] });
    const frames = crowd.tracks.frames.map((frame) => ({
      ...frame,
      pose: frame.pose.filter((pose) => pose.person !== crowd.truth.person),
    }));
    expect(shotsOf({ ...crowd.tracks, frames })).toEqual([]);
  });
});

describe('what is said of a shot from the side', () => {
  const { tracks, truth } = film({ video: { fps: 60 }, shots: [{ start: 'catch' }, { outcome: 'short' }] });
  const shots = shotsOf(tracks);

  it('its moments', () => {
    const tolerance = { dip: 0.08, ballLow: 0.08, setPoint: 0.15, liftStart: 0.08, takeOff: 0.05 } as const;
    const after = { release: 0.05, jumpApex: 0.06, landing: 0.06, followThroughEnd: 0.1, preparation: 0.35 } as const;
    truth.shots.forEach(({ events }, i) => {
      for (const [name, limit] of Object.entries({ ...tolerance, ...after })) {
        const key = name as keyof typeof events;
        const found = shots[i]!.events[key];
        expect(found, name).not.toBeNull();
        expect(Math.abs(found!.timeSeconds - events[key]!), name).toBeLessThan(limit);
        expect(found!.uncertaintySeconds, name).toBeGreaterThan(0);
      }
    });
  });

  it('no jump where there is none', () => {
    const grounded = film({ shooter: { form: { jumpHeight: 0 } } });
    const [set] = shotsOf(grounded.tracks);
    expect(set!.events).toMatchObject({ takeOff: null, jumpApex: null, landing: null });
  });

  it('its flight, within its intervals, and not what the view does not show', () => {
    truth.shots.forEach(({ metrics }, i) => {
      const { flight } = shots[i]!;
      for (const name of ['releaseAngle', 'releaseSpeed', 'apexHeight', 'entryAngle'] as const) {
        const { value, interval } = flight[name];
        expect(value, name).not.toBeNull();
        expect(interval![0], name).toBeLessThan(metrics[name]);
        expect(interval![1], name).toBeGreaterThan(metrics[name]);
      }
      expect(Math.abs(flight.releaseAngle.value! - metrics.releaseAngle)).toBeLessThan(5);
      expect(flight.lateral).toMatchObject({ value: null, reason: 'view_not_valid' });
    });
  });

  it('its outcome', () => {
    expect(shots.map((shot) => shot.outcome.result)).toEqual(['made', 'missed']);
    expect(shots[1]!.outcome.miss).toBe('short');
    shots.forEach((shot, i) => {
      const reached = tracks.video.timesSeconds[shot.outcome.frame!]!;
      expect(Math.abs(reached - truth.shots[i]!.outcome.rimTimeSeconds)).toBeLessThan(0.15);
    });
  });

  it('the way of the ball, where it was seen and where it must have been', () => {
    const [first] = shots;
    const frames = first!.flight.path.map((point) => point.frame);
    expect(frames[0]).toBeLessThanOrEqual(first!.release.frame + 2);
    expect(new Set(frames).size).toBe(frames.length);
    for (const { frame, x, y, seen } of first!.flight.path.slice(0, 30)) {
      const ball = truth.frames[frame]!.balls.find((b) => b.shot === 0)!;
      expect(Math.hypot(ball.x - x, ball.y - y)).toBeLessThan((seen ? 0.5 : 0.8) * ball.diameter);
    }
  });

  it('where the camera is, and the arm against it', () => {
    for (const { view } of shots) {
      expect(Math.abs(view.yawDegrees! - 90)).toBeLessThan(25);
      expect(view).toMatchObject({ shootingArm: 'near', camera: 'still' });
    }
    const far = shotsOf(film({ camera: { yawDegrees: -90 } }).tracks);
    expect(far[0]!.view.shootingArm).toBe('far');
    expect(far[0]!.view.yawDegrees).toBeLessThan(-60);
  });
});

import { reportSchema, tracksSchema, type Report, type Tracks } from '@shotform/contracts';
import { synthesizeTracks, type ShooterOptions } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import { analyze, type AnalyzeOptions } from './analyze.ts';
import { fuzzedTracks } from './testing/fuzz.ts';

/** The report, after what every report must be: what the schema says, and the same after a journey as JSON. */
function sound(tracks: Tracks, options?: AnalyzeOptions): Report {
  const report = analyze(tracks, options);
  const parsed = reportSchema.safeParse(report);
  expect(parsed.error?.issues).toBeUndefined();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  return report;
}
const film = (options: ShooterOptions) => synthesizeTracks(options);

describe('nothing to see', () => {
  const empty = (frames: number): Tracks => ({
    schemaVersion: '1.0',
    video: {
      width: 640,
      height: 360,
      frames,
      timesSeconds: Array.from({ length: frames }, (_, i) => i / 30),
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames: Array.from({ length: frames }, () => ({ pose: [], ball: [], rim: null, netMotion: null })),
    camera: { moving: false, transforms: null },
    models: [],
  });

  it.each([0, 1, 90])('%d frames without anybody: a report without shots, with its reasons', (frames) => {
    const report = sound(empty(frames));
    expect(report).toMatchObject({
      shots: [],
      feedback: [],
      rim: null,
      timings: {},
      pose: { usableFrameRate: 0 },
      view: { yawDegrees: null, reason: 'event_not_found' },
      session: { shots: 0, form: { value: null, reason: 'too_few_shots' }, metrics: {} },
    });
    expect(report.video.frames).toBe(frames);
  });

  it('tells its versions', () => {
    const { engine } = sound(empty(1));
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(engine.configuration).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('the synthetic shooter', () => {
  const side = film({ camera: { yawDegrees: 90 }, shots: [{}, {}] });
  const report = sound(side.tracks);

  it('from the side: every shot with Form, its parts adding up', () => {
    expect(report.shots).toHaveLength(2);
    report.shots.forEach((shot, i) => {
      const truth = side.truth.shots[i]!;
      expect(Math.abs(shot.release.timeSeconds - truth.release.timeSeconds)).toBeLessThan(0.067);
      expect(shot.hand).toBe(truth.hand);
      const { form, named } = shot.scores;
      expect(form.coverage).toBeGreaterThan(0.5);
      const lost = form.contributions.reduce((sum, part) => sum + part.pointsLost, 0);
      expect(Math.abs(lost - (100 - form.value!))).toBeLessThan(1e-9);
      expect(named.overall).toEqual({ value: form.value, interval: form.interval });
      expect(named.kneeBend.value).not.toBeNull();
      expect(named.elbowFlare).toMatchObject({ value: null, reason: 'view_not_valid' });
      expect(Math.abs(shot.metrics['kneeAtDip']!.value! - truth.metrics.kneeAtDip.value)).toBeLessThan(8);
      expect(shot.metrics['elbowAtRelease']).toMatchObject({ value: null, reason: 'frame_rate_too_low' });
      expect(shot.scores.consistency.reason).toBe('too_few_shots');
    });
    expect(report.session).toMatchObject({ shots: 2, consistency: { value: null, reason: 'too_few_shots' } });
    expect(report.session.form.value).not.toBeNull();
    expect(report.pose.usableFrameRate).toBeGreaterThan(0.9);
    expect(report.view.shootingArm).toBe('near');
  });

  it('with straight legs: the knees are the cue, with the frame to look at', () => {
    const { tracks, truth } = film({ shots: [{ form: { kneeAtDip: 158, hipAtDip: 160 } }] });
    const [cue] = sound(tracks).feedback;
    expect(cue).toMatchObject({ priority: 'primary', metric: 'kneeAtDip', direction: 'high' });
    const { frame, timeSeconds } = cue!.evidence;
    expect(timeSeconds).toBe(tracks.video.timesSeconds[frame]);
    expect(Math.abs(timeSeconds - truth.shots[0]!.events.dip!)).toBeLessThan(0.15);
  });

  it('of proficient form gets no cue', () => {
    expect(report.feedback).toEqual([]);
  });

  it('from in front: flare is shown, Form is withheld, and a baseline lets flare be scored', () => {
    const { tracks } = film({ camera: { yawDegrees: 5 } });
    const [shot] = sound(tracks).shots;
    expect(shot!.metrics['elbowFlareAtSet']).toMatchObject({ measurable: true, band: null, reason: 'not_scored' });
    expect(shot!.scores.form).toMatchObject({ value: null, reason: 'coverage_too_low', contributions: [] });
    expect(shot!.scores.named.elbowFlare).toMatchObject({ value: null, reason: 'not_scored' });
    const baseline = { elbowFlareAtSet: { mean: 14, sd: 2, n: 30 } };
    const scored = sound(tracks, { baseline }).shots[0]!;
    expect(scored.scores.named.elbowFlare.value).not.toBeNull();
  });

  it('the same Tracks give the same report', () => {
    expect(JSON.stringify(analyze(side.tracks))).toBe(JSON.stringify(report));
  });
});

describe('Tracks that make no sense', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i))('seed %d: a sound report', (seed) => {
    const tracks = fuzzedTracks(seed);
    expect(tracksSchema.safeParse(tracks).success).toBe(true);
    sound(tracks);
  });

  it.each([0, 1, 2, 3])('a real clip with damage %d: a sound report', (damage) => {
    const { tracks } = film({ seed: damage + 1 });
    sound(damaged(tracks, damage));
  });
});

/** Ways in which what was seen can be broken. */
function damaged(tracks: Tracks, kind: number): Tracks {
  const frames = tracks.frames.map((frame, i) => {
    if (kind === 0) return i % 3 === 0 ? frame : { ...frame, pose: [] };
    if (kind === 1) return { ...frame, pose: frame.pose.map((pose) => ({ ...pose, person: i })) };
    if (kind === 2) return { ...frame, ball: frame.ball.map((ball) => ({ ...ball, diameter: 5e-324 })) };
    return { ...frame, pose: frame.pose.map((pose) => ({ ...pose, world: Array.from(pose.world, () => 0) })) };
  });
  return { ...tracks, frames };
}

/** The whole engine, from pixels to report, against the synthetic shooter's exact truth and against real clips. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { reportSchema, tracksSchema, type Shot } from '@shotform/contracts';
import { poseAgreement, sampleClip, sampleTruth } from '@shotform/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyzeVideo, type Analysis } from './engine.ts';

describe('the sample clip', () => {
  let analysis: Analysis;
  const truth = sampleTruth();
  beforeAll(async () => {
    analysis = await analyzeVideo(await sampleClip());
  });

  it('gives Tracks and a report of the agreed form', () => {
    expect(reportSchema.safeParse(analysis.report).error).toBeUndefined();
    expect(tracksSchema.safeParse(JSON.parse(JSON.stringify(analysis.tracks, plainArrays))).error).toBeUndefined();
  });

  it('follows the shooter in at least 95 % of the frames', () => {
    expect(poseAgreement(analysis.tracks, truth).foundRate).toBeGreaterThanOrEqual(0.95);
  });

  it('has every shot, its hand, its release and its outcome', () => {
    const { shots } = analysis.report;
    expect(shots.map(({ hand, outcome }) => [hand, outcome.result])).toEqual(
      truth.shots.map(({ hand, outcome }) => [hand, outcome.result]),
    );
    shots.forEach((shot, i) => {
      expect(Math.abs(shot.release.timeSeconds - truth.shots[i]!.release.timeSeconds)).toBeLessThan(0.067);
    });
  });

  it('measures the knee from the side within 6 degrees and says what to work on', () => {
    const knees = analysis.report.shots.map((shot) => shot.metrics['kneeAtDip']?.value ?? NaN);
    const errors = knees.map((knee, i) => Math.abs(knee - truth.shots[i]!.metrics.kneeAtDip.sagittal));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThanOrEqual(6);
    expect(analysis.report.feedback[0]?.metric).toBe('kneeAtDip');
  });

  it('explains each score to the last point', () => {
    for (const { scores } of analysis.report.shots) {
      const lost = scores.form.contributions.reduce((sum, { pointsLost }) => sum + pointsLost, 0);
      expect(Math.abs(100 - lost - scores.form.value!)).toBeLessThan(1e-9);
    }
  });
});

const clips = fileURLToPath(new URL('../../../shared/data/clips/', import.meta.url));

describe.skipIf(!existsSync(clips))('real clips (skipped without ../shared/data)', () => {
  it.each(['gym-make-2', 'self-toss', 'jump-shot-side-slow'])('%s has its shot, released when it was', async (name) => {
    const { shots } = await shotsOf(name);
    const truth = JSON.parse(await readFile(`${clips}${name}.truth.json`, 'utf8')) as {
      fps_container: number;
      shots: { release_time_s: number; release_uncertainty_frames: number }[];
    };
    expect(shots).toHaveLength(truth.shots.length);
    truth.shots.forEach((shot, i) => {
      const off = Math.abs(shots[i]!.release.timeSeconds - shot.release_time_s);
      expect(off).toBeLessThanOrEqual(shot.release_uncertainty_frames / truth.fps_container + 0.067);
    });
  });

  it('a rolling ball is no shot', async () => {
    expect((await shotsOf('negative-rolling-ball')).shots).toEqual([]);
  });

  async function shotsOf(name: string): Promise<{ shots: Shot[] }> {
    return (await analyzeVideo(`${clips}${name}.mp4`)).report;
  }
});

function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
}

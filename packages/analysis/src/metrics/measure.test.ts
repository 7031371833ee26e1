import type { Metric } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import type { Body, ShotDraft } from '../model.ts';
import { figureDraft, mirrored, type FigureOptions } from '../testing/figure.ts';
import { dictionary, groupWeights } from './dictionary/index.ts';
import { measureShot, type MeasureOptions } from './measure.ts';
import { LEAST_CREDIBILITY } from './view.ts';

function metricsOf(draft: ShotDraft, options?: MeasureOptions) {
  const measured = measureShot(draft, options);
  return Object.fromEntries(measured.map(({ definition, metric }) => [definition.id, metric]));
}
const figure = (options?: FigureOptions) => metricsOf(figureDraft(options));

const near = (metric: Metric | undefined, degrees: number) =>
  expect(Math.abs((metric?.value ?? NaN) - degrees)).toBeLessThan(0.5);

describe('the dictionary', () => {
  it('names each metric once, in groups whose weights add up to 100', () => {
    const ids = dictionary.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(groupWeights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
    for (const group of Object.keys(groupWeights)) {
      const inGroup = dictionary.filter((d) => d.group === group).map((d) => d.scoring?.weight ?? 0);
      expect(
        inGroup.reduce((sum, weight) => sum + weight, 0),
        group,
      ).toBeCloseTo(1, 9);
    }
  });

  it('has sound bands, distances and sources', () => {
    for (const { id, scoring, limits } of dictionary) {
      if (!scoring) continue;
      expect(scoring.halfDistance, id).toBeGreaterThan(0);
      expect(scoring.source.length, id).toBeGreaterThan(5);
      if (!scoring.band) {
        expect(scoring.margin, id).toBeGreaterThan(0);
        continue;
      }
      const [lo, hi] = scoring.band;
      expect(lo, id).toBeLessThan(hi);
      expect(lo, id).toBeGreaterThanOrEqual(limits[0]);
      expect(hi, id).toBeLessThanOrEqual(limits[1]);
    }
  });
});

describe('a figure whose angles are known, from the side', () => {
  it('is measured to half a degree where nothing is noisy', () => {
    const metrics = figure({ knee: 105, hip: 125, elbow: 70, extension: 165, trunkLean: 6, timing: 0 });
    near(metrics['kneeAtDip'], 105);
    near(metrics['hipAtDip'], 125);
    near(metrics['elbowAtSet'], 70);
    near(metrics['maxElbowExtension'], 165);
    near(metrics['trunkLeanAtSet'], 6);
    near(metrics['trunkLeanAtRelease'], 6);
    near(metrics['shoulderAtSet'], 80);
    // Upper arm 100 degrees from upright with the trunk's 6, folded back by 110.
    near(metrics['forearmAtSet'], 6 + 100 - 110);
    expect(metrics['followThroughHold']?.value).toBeCloseTo(0.8, 6);
    expect(metrics['kneeAtDip']?.frame).toBe(60);
  });

  it.each([
    { hand: 'right', yawDegrees: 90 },
    { hand: 'right', yawDegrees: -90 },
    { hand: 'left', yawDegrees: 90 },
    { hand: 'left', yawDegrees: -90 },
  ] as const)('is the same for a $hand hand at yaw $yawDegrees', (options) => {
    const metrics = figure({ ...options, knee: 105, trunkLean: 6, timing: 0 });
    near(metrics['kneeAtDip'], 105);
    near(metrics['trunkLeanAtSet'], 6);
    // Of the far arm the best view is another: its throw is not where the trunk seems to look.
    const isNear = (options.hand === 'right') === options.yawDegrees > 0;
    if (isNear) near(metrics['elbowAtSet'], 60);
    else expect(metrics['elbowAtSet']).toMatchObject({ value: null, reason: 'view_not_valid' });
  });

  it('is the same in the mirror in every metric', () => {
    for (const yawDegrees of [90, 75, 20, -70, 165]) {
      const draft = figureDraft({ yawDegrees, flare: 20, trunkLean: 4 });
      const plain = metricsOf(draft);
      const other = metricsOf(mirrored(draft));
      for (const [id, metric] of Object.entries(plain)) {
        const { value, interval, credibility, ...rest } = metric;
        const { value: value2, interval: interval2, credibility: credibility2, ...rest2 } = other[id]!;
        expect(rest2, id).toEqual(rest);
        expect(credibility2, id).toBeCloseTo(credibility, 9);
        if (value === null) expect(value2, id).toBeNull();
        else {
          expect(value2, id).toBeCloseTo(value, 6);
          expect(interval2?.[0], id).toBeCloseTo(interval![0], 6);
        }
      }
    }
  });

  it('has intervals that hold the value and grow with the noise and with the uncertainty of the moment', () => {
    const width = (options: FigureOptions) => {
      const [lo, hi] = figure(options)['elbowAtRelease']!.interval!;
      return hi - lo;
    };
    expect(width({ sd: 8 })).toBeGreaterThan(1.2 * width({ sd: 0.5 }));
    expect(width({ timing: 0.03 })).toBeGreaterThan(1.2 * width({ timing: 0.001 }));
    for (const metric of Object.values(figure())) {
      if (metric.value === null) continue;
      expect(metric.interval![0]).toBeLessThanOrEqual(metric.value);
      expect(metric.interval![1]).toBeGreaterThanOrEqual(metric.value);
    }
  });
});

describe('what cannot be measured is withheld with its reason', () => {
  it('by view', () => {
    const slanted = figure({ yawDegrees: 60 });
    expect(slanted['elbowAtSet']).toMatchObject({ value: null, measurable: false, reason: 'view_not_valid' });
    expect(figure({ yawDegrees: 70 })['kneeAtDip']?.measurable).toBe(true);
    // A trunk read at 15 degrees belongs to somebody who throws straight at the camera.
    const front = figure({ yawDegrees: 15, flare: 25 });
    expect(front['kneeAtDip']).toMatchObject({ value: null, interval: null, reason: 'view_not_valid' });
    expect(Math.abs(front['elbowFlareAtSet']!.value! - 25)).toBeLessThan(6);
    expect(front['stanceWidth']?.value).toBeCloseTo(0.5 / 0.66, 1);
    expect(figure()['elbowFlareAtSet']).toMatchObject({ value: null, reason: 'view_not_valid' });
  });

  it('by frame rate: the elbow at the release needs 60', () => {
    expect(figure({ fps: 50 })['elbowAtRelease']).toMatchObject({ value: null, reason: 'frame_rate_too_low' });
    expect(figure({ fps: 59.94 })['elbowAtRelease']?.measurable).toBe(true);
    expect(figure({ fps: 60 })['wristFlexion']).toMatchObject({ value: null, reason: 'frame_rate_too_low' });
    expect(figure({ fps: 240 })['wristFlexion']).toMatchObject({ measurable: true, reason: 'not_scored', band: null });
  });

  it('by the joints, by degrees', () => {
    expect(figure({ visibility: 0.3 })['kneeAtDip']).toMatchObject({ value: null, reason: 'landmarks_unreliable' });
    const [good, poor] = [1, 0.5].map((visibility) => figure({ visibility })['kneeAtDip']!);
    expect(good!.credibility).toBeGreaterThan(0.95);
    expect(poor!.credibility).toBeCloseTo(0.5, 1);
    expect(poor!.credibility).toBeGreaterThanOrEqual(LEAST_CREDIBILITY);
  });

  it('by the camera, the clip and the shot', () => {
    expect(figure({ camera: 'moving' })['drift']).toMatchObject({ value: null, reason: 'view_not_valid' });
    expect(figure()['releaseBeforeApex']).toMatchObject({ value: null, reason: 'not_applicable' });
    expect(figure()['releaseHeightRatio']).toMatchObject({ value: null, reason: 'no_ball' });
    const draft = figureDraft();
    const cut = metricsOf({ ...draft, events: { ...draft.events, followThroughEnd: null, dip: null } });
    expect(cut['followThroughHold']).toMatchObject({ value: null, reason: 'not_in_clip' });
    expect(cut['kneeAtDip']).toMatchObject({ value: null, reason: 'event_not_found' });
    const late = { frame: 999, timeSeconds: 5, uncertaintySeconds: 0.01 };
    expect(metricsOf({ ...draft, events: { ...draft.events, dip: late } })['kneeAtDip']?.reason).toBe('not_in_clip');
  });

  it('where joints lie on each other or are nowhere', () => {
    const draft = figureDraft();
    for (const x of [0, 1e308, NaN]) {
      const body = { ...draft.body, at: () => ({ x, y: 0, sd: 1 }) };
      for (const [id, { value, interval }] of Object.entries(metricsOf({ ...draft, body }))) {
        if (value === null) expect(interval, id).toBeNull();
        else expect([value, ...interval!].every(Number.isFinite), id).toBe(true);
      }
    }
  });
});

describe('a camera that moves, footage that runs slowly', () => {
  it('is undone where it is known how the camera moved', () => {
    const draft = figureDraft();
    const still = metricsOf(draft);
    const speed = 300;
    const at: Body['at'] = (which, time) => {
      const point = draft.body.at(which, time);
      return point && { ...point, x: point.x + speed * time };
    };
    const moving = { ...draft, view: { ...draft.view, camera: 'moving' as const }, body: { ...draft.body, at } };
    const steady = (time: number, x: number, y: number) => ({ x: x - speed * time, y });
    expect(metricsOf(moving)['drift']?.reason).toBe('view_not_valid');
    for (const id of ['drift', 'headStability', 'dipDepth']) {
      expect(metricsOf(moving, { steady })[id]?.value, id).toBeCloseTo(still[id]!.value!, 6);
    }
  });

  it('tells times as they were', () => {
    const draft = figureDraft({ timing: 0 });
    const slow = metricsOf({ ...draft, pace: 0.5 });
    expect(slow['followThroughHold']?.value).toBeCloseTo(0.4, 6);
    expect(metricsOf({ ...draft, pace: 0.5 })['wristFlexion']?.measurable).toBe(true);
    expect(metricsOf(draft)['wristFlexion']?.measurable).toBe(false);
  });
});

describe("the player's own baseline", () => {
  const baseline = { elbowFlareAtSet: { mean: 20, sd: 2, n: 30 } };

  it('makes flare scorable about the own mean; without it flare is shown', () => {
    const draft = figureDraft({ yawDegrees: 0, flare: 25 });
    expect(metricsOf(draft)['elbowFlareAtSet']).toMatchObject({ measurable: true, band: null, reason: 'not_scored' });
    const scored = metricsOf(draft, { baseline })['elbowFlareAtSet']!;
    expect(scored.band).toEqual([15, 25]);
    expect(scored.reason).toBeUndefined();
  });

  it('counts from 8 shots on, and its spread widens the band', () => {
    const draft = figureDraft({ yawDegrees: 0, flare: 25 });
    const few = { elbowFlareAtSet: { mean: 20, sd: 2, n: 7 } };
    expect(metricsOf(draft, { baseline: few })['elbowFlareAtSet']?.band).toBeNull();
    const loose = { elbowFlareAtSet: { mean: 20, sd: 6, n: 8 } };
    expect(metricsOf(draft, { baseline: loose })['elbowFlareAtSet']?.band).toEqual([11, 29]);
  });
});

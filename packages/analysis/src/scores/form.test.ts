import { describe, expect, it } from 'vitest';
import { dictionary, groupWeights } from '../metrics/dictionary/index.ts';
import { measureShot, type Measurement } from '../metrics/measure.ts';
import { figureDraft } from '../testing/figure.ts';
import { measurement, withheldMeasurement } from '../testing/measurements.ts';
import { randomNumbers } from '../testing/random.ts';
import { LEAST_COVERAGE, scoreForm, scoreNamed } from './form.ts';

const scored = dictionary.filter(({ scoring }) => scoring?.band);

function randomShot(random: () => number): Measurement[] {
  return dictionary.map(({ id, scoring }) => {
    if (random() < 0.2) return withheldMeasurement(id, 'landmarks_unreliable');
    const [lo, hi] = scoring?.band ?? [0, 100];
    const value = lo + (hi - lo) * (3 * random() - 1);
    return measurement(id, value, { sd: 5 * random(), credibility: 0.3 + 0.7 * random() });
  });
}

describe('Form', () => {
  it('is 100 less what its metrics cost, exactly, in a thousand random shots', () => {
    const random = randomNumbers(3);
    let told = 0;
    for (let i = 0; i < 1000; i++) {
      const form = scoreForm(randomShot(random));
      if (form.value === null) {
        expect(form).toMatchObject({ interval: null, reason: 'coverage_too_low', contributions: [] });
        expect(form.coverage).toBeLessThan(LEAST_COVERAGE);
        continue;
      }
      told++;
      const lost = form.contributions.reduce((sum, part) => sum + part.pointsLost, 0);
      const weight = form.contributions.reduce((sum, part) => sum + part.weight, 0);
      expect(Math.abs(lost - (100 - form.value))).toBeLessThan(1e-9);
      expect(Math.abs(weight - 1)).toBeLessThan(1e-9);
      expect(form.coverage).toBeGreaterThanOrEqual(LEAST_COVERAGE);
      expect(form.interval![0]).toBeLessThanOrEqual(form.value);
      expect(form.interval![1]).toBeGreaterThanOrEqual(form.value);
    }
    expect(told).toBeGreaterThan(200);
  });

  it('weighs the groups as given where everything can be measured', () => {
    const form = scoreForm(scored.map(({ id, scoring }) => measurement(id, scoring!.band![0])));
    const whole = 100 - groupWeights.rhythm; // has no band of its own
    for (const [group, weight] of Object.entries(groupWeights)) {
      const share = form.contributions.filter((part) => part.group === group).reduce((sum, p) => sum + p.weight, 0);
      expect(share, group).toBeCloseTo(group === 'rhythm' ? 0 : weight / whole, 9);
    }
    expect(form).toMatchObject({ value: 100, coverage: 1 });
    expect(form.groups.rhythm).toEqual({ value: null, interval: null, reason: 'not_scored' });
  });

  it('loses a metric its exact share: half of it at the half-score distance', () => {
    const shot = scored.map(({ id, scoring }) => measurement(id, scoring!.band![0]));
    const { scoring } = scored.find(({ id }) => id === 'kneeAtDip')!;
    const bent = shot.map((m) =>
      m.definition.id === 'kneeAtDip' ? measurement('kneeAtDip', scoring!.band![1] + scoring!.halfDistance) : m,
    );
    const form = scoreForm(bent);
    // 20 of 93 points is the load's, 0.6 of it the knee's.
    expect(form.value).toBeCloseTo(100 - (50 * 20 * 0.6) / 93, 9);
    expect(form.groups.load.value).toBeCloseTo(100 - 50 * 0.6, 9);
  });

  it('keeps a group its weight whichever of its metrics apply', () => {
    const shot = scored.map(({ id, scoring }) =>
      id === 'releaseBeforeApex' ? withheldMeasurement(id, 'not_applicable') : measurement(id, scoring!.band![0]),
    );
    const form = scoreForm(shot);
    expect(form.coverage).toBe(1);
    const release = form.contributions.filter((part) => part.group === 'release');
    expect(release.map(({ metric }) => metric)).not.toContain('releaseBeforeApex');
    expect(release.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(30 / 93, 9);
  });

  it('is withheld under half of the weight, told from half on', () => {
    const only = (groups: string[]) =>
      scoreForm(
        scored.map(({ id, group, scoring }) =>
          groups.includes(group) ? measurement(id, scoring!.band![0]) : withheldMeasurement(id, 'view_not_valid'),
        ),
      );
    expect(only(['load', 'alignment'])).toMatchObject({ value: null, interval: null, reason: 'coverage_too_low' });
    expect(only(['load', 'alignment']).coverage).toBeCloseTo(45 / 93, 9);
    expect(only(['alignment', 'release']).value).toBe(100);
    expect(only(['alignment', 'release']).groups.load).toMatchObject({ value: null, reason: 'view_not_valid' });
  });

  it('is carried less by what is less credible', () => {
    const shot = (credibility: number) =>
      scored.map(({ id, scoring }) =>
        id === 'kneeAtDip' ? measurement(id, 170, { credibility }) : measurement(id, scoring!.band![0]),
      );
    expect(scoreForm(shot(0.4)).value!).toBeGreaterThan(scoreForm(shot(1)).value!);
  });

  it('is wider where the metrics are less certain, and does not lie lower for it', () => {
    const shot = (sd: number) =>
      scoreForm(
        scored.map(({ id, scoring }) => measurement(id, scoring!.band![0], { sd: sd * scoring!.halfDistance })),
      );
    expect(shot(1).value).toBe(shot(0.01).value);
    expect(shot(1).interval![0]).toBeLessThan(shot(0.01).interval![0]);
  });

  it('is told of a figure from the side and withheld from the front', () => {
    expect(scoreForm(measureShot(figureDraft())).value).toBeGreaterThan(60);
    expect(scoreForm(measureShot(figureDraft({ yawDegrees: 0 })))).toMatchObject({ value: null });
  });
});

describe('a named score', () => {
  it('is that of its metric, whether or not Form is told', () => {
    expect(scoreNamed([measurement('kneeAtDip', 126 + 16)], ['kneeAtDip']).value).toBeCloseTo(50, 9);
  });

  it('is the credible mean of two', () => {
    const flares = [
      measurement('elbowFlareAtSet', 20, { ownBand: [15, 25] }),
      measurement('elbowFlareAtRelease', 35, { ownBand: [15, 25], credibility: 0.5 }),
    ];
    const [set, release] = flares.map((m) => m.definition.scoring!.weight);
    const score = (100 * set! + 50 * 0.5 * release!) / (set! + 0.5 * release!);
    expect(scoreNamed(flares, ['elbowFlareAtSet', 'elbowFlareAtRelease']).value).toBeCloseTo(score, 9);
  });

  it('is withheld with the reason of its metric', () => {
    expect(scoreNamed([withheldMeasurement('kneeAtDip', 'view_not_valid')], ['kneeAtDip'])).toEqual({
      value: null,
      interval: null,
      reason: 'view_not_valid',
    });
    expect(scoreNamed([measurement('elbowFlareAtSet', 20)], ['elbowFlareAtSet']).reason).toBe('not_scored');
  });
});

import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../testing/random.ts';
import { explainForm, perfect, type FormShare } from './explain.ts';

function randomShares(random: () => number): FormShare[] {
  const shares = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((metric) =>
    random() < 0.25 ? [] : [{ metric, score: 100 * random(), weight: random() }],
  );
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  return shares.map((share) => ({ ...share, weight: share.weight / sum }));
}

const formOf = (shares: readonly FormShare[]) => shares.reduce((sum, { score, weight }) => sum + score * weight, 0);

describe('why Form differs from a reference', () => {
  it('adds up exactly, whatever was measured on either side', () => {
    const random = randomNumbers(11);
    for (let i = 0; i < 2000; i++) {
      const [shares, reference] = [randomShares(random), randomShares(random)];
      const { difference, contributions, weightsTerm } = explainForm(shares, reference);
      expect(Math.abs(difference - (formOf(shares) - formOf(reference)))).toBeLessThan(1e-9);
      const explained = contributions.reduce((sum, { points }) => sum + points, weightsTerm);
      expect(Math.abs(explained - difference)).toBeLessThan(1e-9);
    }
  });

  it('against 100 is the points lost', () => {
    const shares = [
      { metric: 'knee', score: 80, weight: 0.25 },
      { metric: 'elbow', score: 40, weight: 0.75 },
    ];
    const { difference, contributions, weightsTerm } = explainForm(shares, perfect(shares));
    expect(difference).toBeCloseTo(-50, 9);
    expect(contributions).toEqual([
      { metric: 'elbow', points: -45 },
      { metric: 'knee', points: -5 },
    ]);
    expect(weightsTerm).toBeCloseTo(0, 12);
  });

  it('keeps a moved camera apart: the same scores with other weights are no progress', () => {
    const before = [
      { metric: 'knee', score: 90, weight: 0.5 },
      { metric: 'elbow', score: 50, weight: 0.5 },
    ];
    const after = [{ metric: 'knee', score: 90, weight: 1 }];
    const { difference, contributions, weightsTerm } = explainForm(after, before);
    expect(difference).toBeCloseTo(20, 9);
    expect(contributions).toEqual([{ metric: 'knee', points: 0 }]);
    expect(weightsTerm).toBeCloseTo(20, 9);
  });

  it('is the Shapley value: a metric gives the same in whichever order the metrics change', () => {
    const before = ['a', 'b', 'c'].map((metric, i) => ({ metric, score: 20 + 10 * i, weight: 1 / 3 }));
    const after = before.map((share, i) => ({ ...share, score: 90 - 15 * i }));
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const { contributions } = explainForm(after, before);
    after.forEach(({ metric }, i) => {
      const marginal = orders.map((order) => {
        const changed = new Set(order.slice(0, order.indexOf(i)));
        const mixed = before.map((share, k) => (changed.has(k) ? after[k]! : share));
        return formOf(mixed.map((share, k) => (k === i ? after[i]! : share))) - formOf(mixed);
      });
      const shapley = marginal.reduce((sum, points) => sum + points, 0) / orders.length;
      expect(contributions.find((c) => c.metric === metric)!.points).toBeCloseTo(shapley, 9);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { mergeOverlapping, type Detection } from './detector.ts';

function detection(score: number, left: number, top: number, side = 100): Detection {
  const keypoints = Float64Array.of(left, top, left, top - 50, left, top - 20, left, top - 30);
  return { score, box: { left, top, right: left + side, bottom: top + side }, keypoints };
}

describe('mergeOverlapping', () => {
  it('averages what overlaps, weighted by score, and keeps the best score', () => {
    const [merged, ...others] = mergeOverlapping([detection(0.6, 10, 0), detection(0.9, 0, 0)]);
    expect(others).toEqual([]);
    expect(merged!.score).toBe(0.9);
    expect(merged!.box.left).toBeCloseTo(4);
    expect(merged!.keypoints[0]).toBeCloseTo(4);
  });

  it('keeps people apart, the surest first', () => {
    const merged = mergeOverlapping([detection(0.6, 500, 0), detection(0.8, 0, 0)]);
    expect(merged.map(({ score }) => score)).toEqual([0.8, 0.6]);
  });

  it('leaves those be that overlap by less than 0.3 of their union', () => {
    // Shifted by 60 of 100: intersection over union 40 / 160.
    expect(mergeOverlapping([detection(0.9, 0, 0), detection(0.8, 60, 0)])).toHaveLength(2);
    // By 50: 50 / 150.
    expect(mergeOverlapping([detection(0.9, 0, 0), detection(0.8, 50, 0)])).toHaveLength(1);
  });

  it('finds nobody in nothing', () => {
    expect(mergeOverlapping([])).toEqual([]);
  });
});

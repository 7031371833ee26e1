import { describe, expect, it } from 'vitest';
import { fallsBelow, highest, lowest, momentOf, part, risesAbove, slopeOf } from './moments.ts';
import { sampleCurve } from './curves.ts';

const curve = (of: (t: number) => number, sd = 0.1) => sampleCurve(0, 2, sd, of);

describe('extremes', () => {
  const valley = curve((t) => 100 + 50 * (t - 0.8) ** 2);

  it('the lowest value, known the better the sharper it is', () => {
    const flat = lowest(
      curve((t) => 100 + 5 * (t - 0.8) ** 2),
      1,
    )!;
    const sharp = lowest(valley, 1)!;
    expect(sharp.time).toBeCloseTo(0.8, 2);
    expect(flat.sd).toBeGreaterThan(2 * sharp.sd);
  });

  it('not at an end of the curve, and not where it hardly rises again', () => {
    expect(lowest(part(valley, 0.9, 2), 1)).toBeNull();
    expect(lowest(part(valley, 0, 0.7), 1)).toBeNull();
    expect(lowest(part(valley, 0, 0.85), 1)).toBeNull();
    expect(
      lowest(
        curve(() => 3),
        1,
      ),
    ).toBeNull();
  });

  it('the highest is the lowest upside down', () => {
    expect(
      highest(
        curve((t) => -50 * (t - 0.8) ** 2),
        1,
      )!.time,
    ).toBeCloseTo(0.8, 2);
  });
});

describe('crossings', () => {
  it('between samples, with the error over the slope', () => {
    const crossing = risesAbove(
      curve((t) => 10 * t),
      7.03,
      0.1,
    )!;
    expect(crossing.time).toBeCloseTo(0.703, 6);
    expect(crossing.sd).toBeCloseTo(Math.hypot(0.01, 0.008), 3);
  });

  it('passes over a spike that does not stay', () => {
    const spiky = curve((t) => (t > 0.5 && t < 0.53 ? 10 : t > 1.2 ? 10 : 0));
    expect(risesAbove(spiky, 5, 0.1)!.time).toBeCloseTo(1.2, 1);
    expect(
      fallsBelow(
        curve((t) => (t < 1 ? 10 : 0)),
        5,
        0.1,
      )!.time,
    ).toBeCloseTo(1, 1);
  });

  it('never is null', () => {
    expect(
      risesAbove(
        curve(() => 0),
        5,
        0.1,
      ),
    ).toBeNull();
    expect(risesAbove({ times: new Float64Array(), values: new Float64Array(), sd: 1 }, 5, 0.1)).toBeNull();
  });
});

it('a slope is that of the curve', () => {
  const slope = slopeOf(
    curve((t) => 40 * t * t),
    0.05,
  );
  slope.times.forEach((t, i) => expect(slope.values[i]).toBeCloseTo(80 * t, 3));
});

it('a moment keeps its time and gets the nearest frame', () => {
  const times = [0, 0.1, 0.2, 0.3];
  expect(momentOf(times, { time: 0.16, sd: 0.02 })).toEqual({ frame: 2, timeSeconds: 0.16, uncertaintySeconds: 0.02 });
  expect(momentOf(times, { time: 0.9, sd: 0.02 })!.frame).toBe(3);
  expect(momentOf(times, null)).toBeNull();
});

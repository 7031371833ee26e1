import { describe, expect, it } from 'vitest';
import { normalNumbers } from '../testing/random.ts';
import { interiorAngle, intervalOf, tilt, widened, type Located } from './estimate.ts';

const at = (x: number, y: number, sd = 0, bias = 0): Located => ({ x, y, sd, bias });

describe('angles', () => {
  it('are interior, 180 straight, whichever way round', () => {
    expect(interiorAngle(at(0, -1), at(0, 0), at(1, 0)).value).toBeCloseTo(90, 9);
    expect(interiorAngle(at(1, 0), at(0, 0), at(0, -1)).value).toBeCloseTo(90, 9);
    expect(interiorAngle(at(-2, 0), at(0, 0), at(5, 0)).value).toBeCloseTo(180, 9);
    // Across the seam of the arc tangent.
    expect(interiorAngle(at(-1, 0.1), at(0, 0), at(-1, -0.1)).value).toBeCloseTo(2 * 5.710593, 4);
  });

  it('lean to the right of the picture is positive', () => {
    expect(tilt(at(0, 0), at(0, -10)).value).toBeCloseTo(0, 9);
    expect(tilt(at(0, 0), at(10, -10)).value).toBeCloseTo(45, 9);
    expect(tilt(at(0, 0), at(-10, -10)).value).toBeCloseTo(-45, 9);
  });
});

describe('their errors', () => {
  it('are what repeated measurement scatters by', () => {
    const sd = 0.03;
    const places = [at(0.2, -1.1), at(0, 0), at(0.9, 0.4)] as const;
    const claimed = interiorAngle(at(0.2, -1.1, sd), at(0, 0, sd), at(0.9, 0.4, sd)).noise;
    const random = normalNumbers(7);
    const moved = () => places.map(({ x, y }) => at(x + sd * random(), y + sd * random()));
    const values = Array.from({ length: 4000 }, () => {
      const [a, b, c] = moved();
      return interiorAngle(a!, b!, c!).value;
    });
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const scatter = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
    expect(scatter / claimed).toBeGreaterThan(0.95);
    expect(scatter / claimed).toBeLessThan(1.05);
  });

  it('add up in quadrature, noise and bias apart, and both are in the interval', () => {
    const estimate = widened({ value: 10, noise: 3, bias: 0 }, 4, 12);
    expect(estimate).toEqual({ value: 10, noise: 5, bias: 12 });
    expect(intervalOf(estimate)[1]).toBeCloseTo(10 + 1.644854 * 13, 9);
  });
});

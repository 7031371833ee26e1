import { describe, expect, it } from 'vitest';
import { MapReader } from './decode.ts';

const SIDE = 12;

/** A map of two pictures in which nothing is, to write into: `set(plane, row, column, value)` for the second one. */
function emptyMap() {
  const plane = SIDE * SIDE;
  const data = new Float32Array(2 * 10 * plane);
  for (const start of [0, 10]) {
    data.fill(-9, start * plane, (start + 1) * plane);
    data.fill(-9, (start + 4) * plane, (start + 5) * plane);
  }
  const set = (k: number, row: number, column: number, value: number) => {
    data[(10 + k) * plane + row * SIDE + column] = value;
  };
  return { reader: () => new MapReader({ data, dims: [2, 10, SIDE, SIDE] }, 1), set };
}

describe('MapReader', () => {
  it('reads a ball from its peak and the cells beside it', () => {
    const map = emptyMap();
    for (const [row, column, logit] of [
      [4, 7, 3],
      [4, 8, 2],
    ] as const) {
      map.set(0, row, column, logit);
      map.set(1, row, column, 7.5 - column);
      map.set(2, row, column, -0.25);
      map.set(3, row, column, 0.5);
    }
    const [ball, ...rest] = map.reader().balls(0.3);
    expect(rest).toEqual([]);
    expect(ball!.x).toBeCloseTo(8 * 4 - 0.5, 4);
    expect(ball!.y).toBeCloseTo(4.25 * 4 - 0.5, 4);
    expect(ball!.diameter).toBeCloseTo(16 * Math.SQRT2, 4);
    expect(ball!.confidence).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
  });

  it('tells a ball once where two peaks point at it, and two balls where they are two', () => {
    const map = emptyMap();
    map.set(0, 2, 2, 2);
    map.set(0, 2, 4, 1);
    map.set(1, 2, 4, -1.6);
    expect(map.reader().balls(0.3)).toHaveLength(1);
    map.set(0, 9, 9, 1);
    expect(map.reader().balls(0.3)).toHaveLength(2);
    expect(map.reader().balls(0.8)).toHaveLength(1);
  });

  it('reads one of two equal neighbours', () => {
    const map = emptyMap();
    map.set(0, 5, 5, 1);
    map.set(0, 5, 6, 1);
    expect(map.reader().balls(0.3)).toHaveLength(1);
  });

  it('reads hoops, with and without a net', () => {
    const map = emptyMap();
    map.set(4, 3, 3, 2);
    map.set(7, 3, 3, 1);
    map.set(8, 3, 3, 0.2);
    map.set(9, 3, 3, -0.1);
    const [hoop] = map.reader().hoops(0.3);
    expect(hoop).toMatchObject({ width: 64, net: 0 });
    expect(hoop!.height).toBeCloseTo(12.8, 4);
    expect(map.reader().balls(0.3)).toEqual([]);
  });
});

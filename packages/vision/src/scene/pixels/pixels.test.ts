/** Each kernel against a plain loop that says what it is to do. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Pixels, type Pair, type Plane } from './pixels.ts';

let pixels: Pixels;
let seed: number;
beforeEach(() => {
  pixels = new Pixels(1_000_000);
  seed = 1;
});

/** 0-1, the same sequence in every test. */
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) / 2 ** 24;
}

function noise(width: number, height: number, from = 0, to = 256): Plane {
  const plane = pixels.plane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = from + Math.floor(random() * (to - from));
  return plane;
}

/** A plane of the same size, pixel by pixel. */
function expected(like: Plane, value: (x: number, y: number) => number): number[] {
  return Array.from(like.data, (_, i) => value(i % like.width, Math.floor(i / like.width)));
}

const at = ({ data, width }: Plane, x: number, y: number): number => data[y * width + x]!;

it.each([
  [16, 8],
  [18, 8],
  [15, 7],
  [64, 32],
])('halves to means of four, %i x %i', (width, height) => {
  const from = noise(width, height);
  const to = pixels.plane(width >> 1, height >> 1);
  pixels.halve(from, to);
  expect([...to.data]).toEqual(
    expected(to, (x, y) => {
      const [a, b] = [2 * x, 2 * y];
      return (at(from, a, b) + at(from, a + 1, b) + at(from, a, b + 1) + at(from, a + 1, b + 1) + 2) >> 2;
    }),
  );
});

it('warmth is half of V and half of what U lacks', () => {
  const [u, v, to] = [noise(32, 16), noise(32, 16), pixels.plane(32, 16)];
  pixels.warmth(u, v, to);
  expect([...to.data]).toEqual(expected(to, (x, y) => (at(v, x, y) >> 1) + ((255 - at(u, x, y)) >> 1)));
});

it('counts what differs, up to a number', () => {
  const a = noise(32, 16);
  const b = pixels.plane(32, 16);
  b.data.set(a.data.map((value, i) => (i % 100 === 7 ? (value + 128) % 256 : Math.min(255, value + 6))));
  expect(pixels.differing(a, b, 6, 100)).toBe(6);
  expect(pixels.differing(a, b, 6, 3)).toBe(3);
  expect(pixels.differing(a, a, 0, 1)).toBe(0);
});

describe('differences', () => {
  const size = [48, 20] as const;
  const rect = { x0: 3, y0: 2, x1: 40, y1: 17 };
  const step = 2 * size[0] + 3;
  const gain = 1.25;
  let [of, other]: [Pair, Pair] = [null!, null!];
  beforeEach(() => {
    of = { luma: noise(...size), warmth: noise(...size) };
    other = { luma: noise(...size), warmth: noise(...size) };
  });

  function luma(x: number, y: number, uneven: boolean, certain: number): number {
    const difference = Math.abs(at(of.luma, x, y) - at(other.luma, x + 3, y + 2));
    if (!uneven || difference <= certain) return difference;
    const across = Math.abs(at(of.luma, x + 1, y) - at(of.luma, x - 1, y));
    const down = Math.abs(at(of.luma, x, y + 1) - at(of.luma, x, y - 1));
    return Math.max(0, difference - ((across + down) >> 2));
  }
  function warmth(x: number, y: number): number {
    return Math.min(255, Math.floor(gain * Math.abs(at(of.warmth, x, y) - at(other.warmth, x + 3, y + 2))));
  }

  it.each([false, true])('pixel by pixel inside the rect alone, uneven: %s', (uneven) => {
    const to = noise(...size);
    const before = { ...to, data: to.data.slice() };
    pixels.compare(of, other, to, rect, step, gain, uneven, 10);
    expect([...to.data]).toEqual(
      expected(to, (x, y) => {
        const inside = x >= rect.x0 && x < rect.x1 && y >= rect.y0 && y < rect.y1;
        return inside ? Math.max(luma(x, y, uneven, 10), warmth(x, y)) : at(before, x, y);
      }),
    );
  });

  it.each([
    [rect, false],
    [rect, true],
    [{ ...rect, x1: 10 }, true],
    [{ ...rect, x1: rect.x0 }, true],
  ])('the largest of every second row', (part, uneven) => {
    let most = 0;
    for (let y = part.y0; y < part.y1; y += 2) {
      for (let x = part.x0; x < part.x1; x++) most = Math.max(most, luma(x, y, uneven, -1), warmth(x, y));
    }
    expect(pixels.largest(of, other, part, step, gain, uneven)).toBe(most);
  });

  it('are put in order', () => {
    const [a, b] = [noise(...size), noise(...size)];
    const low = a.data.map((value, i) => Math.min(value, b.data[i]!));
    const high = a.data.map((value, i) => Math.max(value, b.data[i]!));
    pixels.order(a, b);
    expect([...a.data]).toEqual([...low]);
    expect([...b.data]).toEqual([...high]);
  });
});

/** Noise with an empty border of one pixel. */
function framed(width: number, height: number, share: number): Plane {
  const plane = noise(width, height);
  for (let i = 0; i < plane.data.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1 || random() > share) plane.data[i] = 0;
  }
  return plane;
}

it.each([16, 40, 48])('marks what is next to anything over a threshold, %i px wide', (width) => {
  const from = framed(width, 12, 0.1);
  const to = noise(width, 12);
  pixels.dilate(from, to, 90);
  expect([...to.data]).toEqual(
    expected(to, (x, y) => {
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (at(from, x + dx, y + dy) > 90) return 1;
      return 0;
    }),
  );
});

it('gathers marks', () => {
  const from = noise(44, 14, 0, 2);
  from.data.fill(0, 0, 300);
  const to = noise(22, 7);
  pixels.gather(from, to);
  expect([...to.data]).toEqual(
    expected(to, (x, y) => {
      const [a, b] = [2 * x, 2 * y];
      return at(from, a, b) | at(from, a + 1, b) | at(from, a, b + 1) | at(from, a + 1, b + 1);
    }),
  );
});

describe.each([
  [0, true],
  [1, true],
  [0, false],
])('gradients with a mask at shift %i, warmth: %s', (shift, warm) => {
  const [width, height, gain, least] = [44, 20, 1.5, 14];

  it('are those of the stronger of two edges, where the mask is', () => {
    const luma = noise(width, height, 100, 140);
    const warmth = warm ? noise(width, height, 110, 135) : null;
    const mask = { plane: noise(width >> shift, height >> shift, 0, 2), shift };
    const found = pixels.gradientsOf(width, height);
    found.magnitude.fill(99);
    found.magnitude.fill(0, 0, width);
    found.magnitude.fill(0, (height - 1) * width);
    pixels.gradients(luma, warmth, mask, gain, least, found);
    for (let i = 0; i < width * height; i++) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const isInside = x >= 1 && y >= 1 && x < width - 1 && y < height - 1;
      const slope = (plane: Plane): [number, number] => [
        at(plane, x + 1, y) - at(plane, x - 1, y),
        at(plane, x, y + 1) - at(plane, x, y - 1),
      ];
      let edge = isInside ? slope(luma) : ([0, 0] as [number, number]);
      const square = ([a, b]: [number, number]): number => a * a + b * b;
      if (isInside && warmth) {
        const other = slope(warmth).map((value) => Math.floor(gain * value + 0.5)) as [number, number];
        if (square(other) > square(edge)) edge = other;
      }
      const isMarked = isInside && at(mask.plane, x >> shift, y >> shift) !== 0;
      const magnitude = isMarked && square(edge) >= least * least ? Math.floor(Math.sqrt(square(edge))) : 0;
      expect(found.magnitude[i], `${x}, ${y}`).toBe(magnitude);
      if (magnitude > 0) expect([found.x[i], found.y[i]]).toEqual(edge);
    }
  });
});

it('edges of a disc vote for its middle, at its own radius most', () => {
  const size = { width: 64, height: 48 };
  const luma = pixels.plane(size.width, size.height);
  luma.data.set(expected(luma, (x, y) => 80 + 120 * Math.max(0, Math.min(1, (9.5 - Math.hypot(x - 30, y - 22)) / 3))));
  const everywhere = pixels.plane(size.width, size.height);
  everywhere.data.fill(1);
  const gradients = pixels.gradientsOf(size.width, size.height);
  pixels.gradients(luma, null, { plane: everywhere, shift: 0 }, 1, 14, gradients);
  const radii = pixels.indices(2);
  radii.set([5 * 256, 8 * 256]);
  const votes = pixels.bytes(2 * size.width * size.height);
  pixels.vote(gradients, size, radii, 2, votes);
  const [wrong, right] = [0, 1].map((k) => votes.subarray(k * luma.data.length, (k + 1) * luma.data.length));
  const around = (plane: Uint8Array): number =>
    [-1, 0, 1].reduce((sum, dy) => sum + [-1, 0, 1].reduce((s, dx) => s + plane[(22 + dy) * 64 + 30 + dx]!, 0), 0);
  expect(around(right!)).toBeGreaterThan(0.7 * 2 * Math.PI * 8);
  expect(around(right!)).toBeGreaterThan(3 * around(wrong!));
});

it('votes outside the picture are not counted', () => {
  const size = { width: 24, height: 20 };
  const gradients = pixels.gradientsOf(size.width, size.height);
  for (const i of [2 * 24 + 2, 17 * 24 + 21]) {
    gradients.x[i] = 100;
    gradients.magnitude[i] = 100;
  }
  const radii = pixels.indices(1);
  radii[0] = 3 * 256;
  const votes = pixels.bytes(size.width * size.height);
  pixels.vote(gradients, size, radii, 1, votes);
  expect([...votes].flatMap((count, i) => (count > 0 ? [[i, count]] : []))).toEqual([
    [2 * 24 + 5, 1],
    [17 * 24 + 18, 1],
  ]);
});

it.each([18, 37])('finds peaks off the border in order, %i px wide', (width) => {
  const plane = noise(width, 14, 0, 4);
  const found = pixels.indices(plane.data.length);
  const wanted = expected(plane, (x, y) => {
    if (x < 1 || y < 1 || x >= width - 1 || y >= 13) return 0;
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) sum += at(plane, x + dx, y + dy);
    return at(plane, x, y) >= 2 && sum >= 15 ? 1 : 0;
  }).flatMap((is, i) => (is ? [i] : []));
  expect(wanted.length).toBeGreaterThan(10);
  expect([...found.subarray(0, pixels.peaks(plane, 2, 15, found))]).toEqual(wanted);
  const few = pixels.indices(3);
  expect([...few.subarray(0, pixels.peaks(plane, 2, 15, few))]).toEqual(wanted.slice(0, 3));
});

it('says when its memory is used up', () => {
  expect(() => new Pixels(1000).plane(4000, 4000)).toThrow(RangeError);
});

import { describe, expect, it } from 'vitest';
import { PATCH } from './rim-patch.ts';
import { fitRing, type Ellipse } from './ring-fit.ts';

/** A bright ring 2 cells thick before grey, with cords under it. */
function drawn({ x, y, a, b, angle }: Ellipse): Float32Array {
  const luma = new Float32Array(PATCH * PATCH);
  for (let row = 0; row < PATCH; row++) {
    for (let column = 0; column < PATCH; column++) {
      const [dx, dy] = [column - x, row - y];
      const p = (dx * Math.cos(angle) + dy * Math.sin(angle)) / a;
      const q = (dy * Math.cos(angle) - dx * Math.sin(angle)) / b;
      const off = Math.abs(Math.hypot(p, q) - 1) * b;
      const cord = dy > 0 && dy < 1.4 * a && Math.abs(dx) < 0.7 * a && (column + row) % 6 < 2;
      luma[row * PATCH + column] = 110 + (off < 1.2 ? 60 : cord && Math.hypot(p, q) > 1 ? 40 : 0);
    }
  }
  return luma;
}

describe('a ring in its patch', () => {
  const red = new Float32Array(PATCH * PATCH).fill(128);

  it.each([-0.35, 0, 0.35])('is found where it leans by %d, seen level', (angle) => {
    const ring = { x: 47, y: 42, a: 24, b: 15, angle };
    const found = fitRing(drawn(ring), red, { x: 45, y: 44, a: 25, b: 14, angle: 0 });
    expect(Math.abs(found.angle - angle)).toBeLessThan(0.12);
    expect(Math.hypot(found.x - ring.x, found.y - ring.y)).toBeLessThan(2);
    expect(Math.abs(found.a - ring.a)).toBeLessThan(2);
    expect(Math.abs(found.b - ring.b)).toBeLessThan(2);
  });
});

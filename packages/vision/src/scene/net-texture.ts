/** How fine the texture under a ring is: a net's cords. */
import { PATCH } from './rim-patch.ts';

/** Sums of the texture along rows: of all cells above and left of a cell. */
export function textureSums(luma: Float32Array): Float64Array {
  const sums = new Float64Array((PATCH + 1) * (PATCH + 1));
  for (let y = 0; y < PATCH; y++) {
    let row = 0;
    for (let x = 0; x < PATCH; x++) {
      const i = y * PATCH + x;
      const inner = x > 0 && x < PATCH - 1;
      row += inner ? Math.abs(2 * luma[i]! - luma[i - 1]! - luma[i + 1]!) : 0;
      sums[(y + 1) * (PATCH + 1) + x + 1] = sums[y * (PATCH + 1) + x + 1]! + row;
    }
  }
  return sums;
}

/** Mean texture of a box cut to the patch; NaN where little of it is inside. */
function texture(sums: Float64Array, left: number, right: number, top: number, bottom: number): number {
  const x0 = Math.max(0, Math.round(left));
  const x1 = Math.min(PATCH, Math.round(right));
  const y0 = Math.max(0, Math.round(top));
  const y1 = Math.min(PATCH, Math.round(bottom));
  if (x1 - x0 < 3 || y1 - y0 < 3) return NaN;
  const w = PATCH + 1;
  const sum = sums[y1 * w + x1]! - sums[y0 * w + x1]! - sums[y1 * w + x0]! + sums[y0 * w + x0]!;
  return sum / ((x1 - x0) * (y1 - y0));
}

/** How much finer the texture under a ring is than beside that, -1 to 1; 0 where it cannot be told. */
export function netUnder(sums: Float64Array, x: number, y: number, a: number, b: number): number {
  const top = y + b + 1;
  const bottom = top + 1.1 * a;
  const under = texture(sums, x - 0.7 * a, x + 0.7 * a, top, bottom);
  const left = texture(sums, x - 2 * a, x - 1.1 * a, top, bottom);
  const right = texture(sums, x + 1.1 * a, x + 2 * a, top, bottom);
  const beside = Number.isNaN(left) ? right : Number.isNaN(right) ? left : (left + right) / 2;
  return Number.isNaN(under) || Number.isNaN(beside) ? 0 : (under - beside) / (under + beside + 2);
}

/** Where one thing stands close before another, less of the room's light arrives at the one behind. */
import { SUPER, type Layer } from './layer.ts';

/** How far around a place is looked for what stands before it, m. */
const REACH = 0.05;
/** What is nearer by less than `from` is the same surface; what is nearer by more than `apart` takes no light away. */
const BEFORE = { from: 0.015, full: 0.06, apart: 0.6 };
/** Of the light, where there is something before it all around. */
const DARKEST = 0.45;
/** Places around a pixel, in parts of the reach. */
const around = Array.from({ length: 8 }, (_, i) => {
  const [angle, far] = [(i * Math.PI) / 4 + 0.3, i % 2 === 0 ? 1 : 0.5];
  return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
});

/** Darkens a layer's samples; `focal` in px. */
export function occlude({ box, stride, depth, rgb }: Layer, focal: number): void {
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const sample = SUPER * (y * stride + x);
      const here = depth[sample]!;
      if (here === Infinity) continue;
      const reach = (REACH * focal) / here;
      let hidden = 0;
      for (const side of around) {
        const [u, v] = [Math.round(x + reach * side.x), Math.round(y + reach * side.y)];
        if (u < 0 || v < 0 || u >= box.width || v >= box.height) continue;
        const nearer = here - depth[SUPER * (v * stride + u)]!;
        if (nearer > BEFORE.from && nearer < BEFORE.apart)
          hidden += Math.min(1, (nearer - BEFORE.from) / (BEFORE.full - BEFORE.from));
      }
      if (hidden === 0) continue;
      const light = 1 - (DARKEST * hidden) / around.length;
      for (let j = 0; j < SUPER; j++) {
        const first = 3 * (sample + j * stride);
        for (let i = first; i < first + 3 * SUPER; i++) rgb[i] = rgb[i]! * light;
      }
    }
  }
}

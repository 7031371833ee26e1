/** Where one thing stands close before another, less of the room's light arrives at the one behind. */
import { SUPER, type Layer } from './layer.ts';

/** How far around a place is looked for what stands before it, m. */
const REACH = 0.05;
/** What is nearer by less than `from` is the same surface; what is nearer by more than `apart` takes no light away. */
const BEFORE = { from: 0.015, full: 0.06, apart: 0.6 };
/** Of the light, where there is something before it all around. */
const DARKEST = 0.45;
/** Places around a pixel, in parts of the reach: to the right and down. */
const PLACES = 8;
const around = Float64Array.from({ length: 2 * PLACES }, (_, i) => {
  const place = i >> 1;
  const [angle, far] = [(place * Math.PI) / 4 + 0.3, place % 2 === 0 ? 1 : 0.5];
  return far * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
});

/** Darkens a layer's samples; `focal` in px. */
export function occlude(layer: Layer, focal: number): void {
  const { box, stride, depth, rgb } = layer;
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const sample = SUPER * (y * stride + x);
      if (depth[sample] === Infinity) continue;
      const hidden = hiddenPart(layer, x, y, focal);
      if (hidden === 0) continue;
      const light = 1 - DARKEST * hidden;
      for (let j = 0; j < SUPER; j++) {
        const first = 3 * (sample + j * stride);
        for (let i = first; i < first + 3 * SUPER; i++) rgb[i] = rgb[i]! * light;
      }
    }
  }
}

/** The part of a pixel's surroundings that stands before it, 0-1. Written out: it is called for every pixel of a figure. */
function hiddenPart({ box, stride, depth }: Layer, x: number, y: number, focal: number): number {
  const here = depth[SUPER * (y * stride + x)]!;
  const reach = (REACH * focal) / here;
  let hidden = 0;
  for (let i = 0; i < 2 * PLACES; i += 2) {
    const u = Math.floor(x + reach * around[i]! + 0.5);
    const v = Math.floor(y + reach * around[i + 1]! + 0.5);
    if (u < 0 || v < 0 || u >= box.width || v >= box.height) continue;
    const nearer = here - depth[SUPER * (v * stride + u)]!;
    if (nearer > BEFORE.from && nearer < BEFORE.apart)
      hidden += Math.min(1, (nearer - BEFORE.from) / (BEFORE.full - BEFORE.from));
  }
  return hidden / PLACES;
}

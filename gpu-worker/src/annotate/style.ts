import type { Ink, Rgb } from './colour.ts';

/** Chosen to stand out against wood, concrete, walls and sky alike; each is drawn over a dark edge. */
export const palette = {
  body: [246, 248, 250],
  accent: [54, 230, 168],
  ball: [255, 190, 61],
  edge: [10, 14, 20],
  panel: [13, 18, 27],
  muted: [168, 180, 196],
  negative: [255, 122, 110],
} as const satisfies Record<string, Rgb>;

/** Lengths in px at a short side of 720; they grow and shrink with it. */
export const lengths = { text: 25, chip: 22, margin: 22, trail: 3.4, edge: 1.7, marker: 2.6 } as const;

/** Seconds. */
export const spans = { fadeIn: 0.08, hold: 0.65, fadeOut: 0.3, trailAge: 1.1, trailStays: 0.9 } as const;

/** 0-1: how visible a thing is that shows from `from` to `to` and fades at both ends. */
export function opacityAt(time: number, from: number, to: number): number {
  const coming = (time - from) / spans.fadeIn + 1;
  const going = (to + spans.fadeOut - time) / spans.fadeOut;
  return Math.max(0, Math.min(1, coming, going));
}

/** The palette's colours that shapes are painted with, in a picture's colour space. */
export type PaletteInks = Record<'body' | 'accent' | 'ball' | 'edge', Ink>;

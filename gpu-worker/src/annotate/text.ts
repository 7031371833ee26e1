import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { ShotformError } from '@shotform/contracts';
import type { ColourSpace } from '@shotform/vision';
import type { Rgb } from './colour.ts';
import { spriteOf, type Sprite } from './sprite.ts';
import { palette } from './style.ts';

/** A caption and what it captions, either of which may stand alone. */
export interface Item {
  label?: string;
  value?: string;
  tone?: Rgb;
}

const weights = { medium: 500, bold: 700 } as const;
type Weight = keyof typeof weights;
let registered = false;

/** The letters come with us: nothing depends on what fonts a machine has. Barlow, SIL Open Font License 1.1. */
function registerFonts(): void {
  if (registered) return;
  const { resolve } = createRequire(import.meta.url);
  for (const [name, weight] of Object.entries(weights)) {
    const file = resolve(`@fontsource/barlow/files/barlow-latin-${weight}-normal.woff2`);
    if (!GlobalFonts.registerFromPath(file, `shotform-${name}`)) {
      throw new ShotformError('internal', 'The font of the annotations could not be loaded.');
    }
  }
  registered = true;
}

interface Run {
  text: string;
  weight: Weight;
  colour: Rgb;
  x: number;
  row: number;
}

/**
 * A dark rounded panel with items one after the other, broken into rows where they would be wider than `maxWidth` px. `size` is
 * the letters' height in px.
 */
export function panel(items: readonly Item[], size: number, maxWidth: number, space: ColourSpace): Sprite {
  registerFonts();
  const measure = createCanvas(1, 1).getContext('2d');
  const padding = size * 0.6;
  const { runs, width, rows } = layOut(items, size, maxWidth - 2 * padding, measure);
  const lineHeight = size * 1.45;
  const height = rows * lineHeight + padding * 0.7;
  const canvas = createCanvas(even(width + 2 * padding), even(height));
  const context = canvas.getContext('2d');
  context.fillStyle = `rgba(${palette.panel.join(',')},0.74)`;
  context.beginPath();
  context.roundRect(0, 0, canvas.width, canvas.height, Math.min(size * 0.55, canvas.height / 2));
  context.fill();
  context.textBaseline = 'middle';
  for (const run of runs) {
    context.font = font(run.weight, size);
    context.fillStyle = `rgb(${run.colour.join(',')})`;
    context.fillText(run.text, padding + run.x, padding * 0.35 + (run.row + 0.5) * lineHeight + size * 0.04);
  }
  return spriteOf(canvas, space);
}

function layOut(
  items: readonly Item[],
  size: number,
  maxWidth: number,
  context: SKRSContext2D,
): { runs: Run[]; width: number; rows: number } {
  const [between, within] = [size * 0.95, size * 0.32];
  const runs: Run[] = [];
  let [x, row, widest] = [0, 0, 0];
  for (const item of items) {
    const parts = [
      { text: item.label, weight: 'medium' as const, colour: palette.muted },
      { text: item.value, weight: 'bold' as const, colour: item.tone ?? palette.body },
    ].flatMap((part) =>
      part.text ? [{ ...part, text: part.text, width: measured(context, part.text, part.weight, size) }] : [],
    );
    const width = parts.reduce((sum, part) => sum + part.width + within, -within);
    if (x > 0 && x + width > maxWidth) [x, row] = [0, row + 1];
    for (const part of parts) {
      runs.push({ text: part.text, weight: part.weight, colour: part.colour, x, row });
      x += part.width + within;
    }
    widest = Math.max(widest, x - within);
    x += between - within;
  }
  return { runs, width: widest, rows: row + 1 };
}

function measured(context: SKRSContext2D, text: string, weight: Weight, size: number): number {
  context.font = font(weight, size);
  return context.measureText(text).width;
}

function font(weight: Weight, size: number): string {
  return `${size}px shotform-${weight}`;
}

function even(length: number): number {
  return 2 * Math.ceil(length / 2);
}

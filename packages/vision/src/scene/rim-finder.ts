/** Things in one picture that may belong to a rim: level, and redder than what is above and below them. */
import { BlobFinder } from './blobs.ts';
import type { Blob } from './blobs.ts';
import type { Plane, Pyramid } from './planes.ts';

/** Something red, in full pixels. */
export interface RedThing {
  x: number;
  y: number;
  halfWidth: number;
  /** How much redder it is than what is above and below, chroma levels. */
  redness: number;
}

/** Thickness of what is looked for, in chroma pixels. */
const THICKNESSES = [2, 4, 8] as const;
/** Chroma levels. */
const MIN_RESPONSE = 5;
const MIN_AREA = 5;
const MIN_HALF_WIDTH = 2.5;
const MAX_TILT = 0.5;
/** Of the picture's larger side: longer things are lines on the floor or the wall. */
const MAX_HALF_WIDTH = 0.15;
const KEPT = 24;

export class RedThingFinder {
  readonly #response: Plane;
  readonly #blobs: BlobFinder;

  constructor(pyramid: Pyramid) {
    const { width, height } = pyramid.v;
    this.#response = pyramid.pixels.plane(width, height);
    this.#blobs = new BlobFinder(width, height, pyramid.pixels);
  }

  /** The most striking ones first. */
  find({ v, chromaScale }: Pyramid): RedThing[] {
    const found: RedThing[] = [];
    const longest = MAX_HALF_WIDTH * Math.max(v.width, v.height);
    for (const thickness of THICKNESSES) {
      this.#respond(v, thickness);
      for (const blob of this.#blobs.find(this.#response, MIN_RESPONSE, MIN_AREA, v.data.length / 40)) {
        if (mayBeRim(blob, longest)) found.push(toFull(blob, chromaScale));
      }
    }
    return found.sort((p, q) => promise(q) - promise(p)).slice(0, KEPT);
  }

  /** V against the redder of the places `thickness` above and below. */
  #respond(v: Plane, thickness: number): void {
    const { width, height, data } = v;
    const out = this.#response.data;
    out.fill(0);
    const reach = thickness * width;
    for (let y = thickness; y < height - thickness; y++) {
      for (let i = y * width, end = i + width; i < end; i++) {
        const here = data[i]!;
        // Redder than grey, less the noise of a grey's coding.
        if (here < 128 + MIN_RESPONSE) continue;
        const above = data[i - reach]!;
        const below = data[i + reach]!;
        const d = here - (above > below ? above : below);
        out[i] = d > 0 ? d : 0;
      }
    }
  }
}

function mayBeRim(blob: Blob, longest: number): boolean {
  const halfWidth = halfWidthOf(blob);
  if (halfWidth < MIN_HALF_WIDTH || halfWidth > longest) return false;
  return blob.major >= 1.4 * blob.minor && Math.abs(blob.angle) <= MAX_TILT;
}

/** Between a line, whose half length is 0.87 of the blob's semi-axis, and a ring, 0.71. */
function halfWidthOf(blob: Blob): number {
  return 0.8 * blob.major;
}

function promise(thing: RedThing): number {
  return thing.redness * Math.sqrt(thing.halfWidth);
}

function toFull(blob: Blob, scale: number): RedThing {
  const offset = (scale - 1) / 2;
  return {
    x: blob.x * scale + offset,
    y: blob.y * scale + offset,
    halfWidth: halfWidthOf(blob) * scale,
    redness: blob.mean,
  };
}

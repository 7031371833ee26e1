/** A sensor's noise. */
import { random, type Random } from '../geometry/random.ts';

const SIZE = 1 << 16;
const tables = new Map<number, Int8Array>();

/** Normal noise in whole numbers. */
function table(sd: number): Int8Array {
  let noise = tables.get(sd);
  if (!noise) {
    const source = random(11);
    noise = Int8Array.from({ length: SIZE }, () => Math.round(source.normal(sd)));
    tables.set(sd, noise);
  }
  return noise;
}

/** Adds the same normal noise of the given standard deviation to red, green and blue of RGBA pixels. */
export function addNoise(pixels: Uint8ClampedArray, sd: number, source: Random): void {
  if (sd === 0) return;
  const noise = table(sd);
  // A new place in the table every 1021 pixels: no pattern repeats within a picture.
  for (let run = 0; run < pixels.length; run += 4084) {
    const from = Math.floor(source.next() * SIZE);
    const end = Math.min(pixels.length, run + 4084);
    for (let i = run, at = from; i < end; i += 4, at++) {
      const n = noise[at & (SIZE - 1)]!;
      pixels[i] = pixels[i]! + n;
      pixels[i + 1] = pixels[i + 1]! + n;
      pixels[i + 2] = pixels[i + 2]! + n;
    }
  }
}

import type { FrameRate } from '../media/encode.ts';

const rates: readonly FrameRate[] = [
  ...[10, 12, 15, 20, 25, 50].map((numerator) => ({ numerator, denominator: 1 })),
  ...[24, 30, 60].flatMap((rate) => [
    { numerator: rate, denominator: 1 },
    { numerator: rate * 1000, denominator: 1001 },
  ]),
];

/** The usual rate that is closest to the clip's own, at most 60: what is faster gains nothing on a screen. */
export function nominalRate(framesPerSecond: number | null): FrameRate {
  const wanted = Math.log(Math.max(10, Math.min(60, framesPerSecond ?? 30)));
  const distance = (rate: FrameRate): number => Math.abs(Math.log(rate.numerator / rate.denominator) - wanted);
  return rates.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}

/**
 * How often each frame is shown so that a constant rate keeps everything at its own time: 0 leaves it out, 2 repeats it.
 * The first is shown from 0 on, whatever its time.
 */
export function repeats(timesSeconds: readonly number[], rate: FrameRate): Uint32Array {
  const slot = (time: number): number => Math.round((time * rate.numerator) / rate.denominator);
  const counts = new Uint32Array(timesSeconds.length);
  let next = 0;
  for (let i = 0; i < timesSeconds.length; i++) {
    const end = i + 1 < timesSeconds.length ? slot(timesSeconds[i + 1]!) : Math.max(next, slot(timesSeconds[i]!)) + 1;
    counts[i] = Math.max(0, end - next);
    next = Math.max(next, end);
  }
  return counts;
}

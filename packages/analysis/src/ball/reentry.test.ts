import { expect, test } from 'vitest';
import { fitArc } from './arc.ts';
import type { Launch } from './launch.ts';
import { reentered } from './reentry.ts';
import type { Sighting } from './sightings.ts';

const centre = { x: 640, y: 360 };
/** A ball of 40 px thrown up out of a picture's top and coming back into it; `aside` moves what is seen. */
function seen(frame: number, aside = 0): Sighting {
  const t = frame / 30;
  const [x, y] = [200 + 420 * t + aside, 260 - 1050 * t + 800 * t * t];
  return {
    frame,
    time: t,
    x,
    y,
    diameter: 40,
    confidence: 0.9,
    candidate: { x, y, diameter: 40, confidence: 0.9, source: 'colour' },
  };
}
const inPicture = (s: Sighting) => s.y > 0;
const up = Array.from({ length: 12 }, (_, i) => seen(i)).filter(inPicture);
const down = (aside = 0) => Array.from({ length: 12 }, (_, i) => seen(31 + i, aside)).filter(inPicture);
const launch: Launch = { arc: fitArc(up, centre)!, leaves: 0, sightings: up, free: up.length, support: up.length };

test('a ball that comes back where its flight has it is the same ball', () => {
  const whole = reentered(launch, [up, down()], centre, 1);
  expect(whole.sightings).toHaveLength(up.length + down().length);
  expect(whole.free).toBe(whole.sightings.length);
  expect(whole.arc.residual).toBeLessThan(0.1);
  expect(whole.support).toBeGreaterThan(launch.support + 5);
});

test('another ball is not', () => {
  expect(reentered(launch, [up, down(700)], centre, 1)).toBe(launch);
  const fromTheMiddle = down().map((s) => ({ ...s, y: s.y + 400 }));
  expect(reentered(launch, [up, fromTheMiddle], centre, 1)).toBe(launch);
});

test('a flight that ends in the picture is left as it is', () => {
  const low = up.slice(0, 3).map((s) => ({ ...s, y: s.y + 300 }));
  const short = { ...launch, arc: fitArc(low, centre)!, sightings: low };
  expect(reentered(short, [low, down()], centre, 1)).toBe(short);
});

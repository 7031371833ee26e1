import { synthesizeTracks, type ShooterOptions } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import type { Flight, Tracks } from '@shotform/contracts';
import { analyze } from '../analyze.ts';

const quantities = ['releaseAngle', 'releaseSpeed', 'releaseHeight', 'entryAngle'] as const;

/** A shot of a synthetic clip with a pixel of noise on the ball, and what is true of it. */
function flightOf(options: ShooterOptions, change: (tracks: Tracks) => Tracks = (tracks) => tracks) {
  const { tracks, truth } = synthesizeTracks({ seed: 3, ...options }, { ballPixels: 1 });
  const { flight } = analyze(change(tracks)).shots[0]!;
  return { flight, truth: truth.shots[0]!.metrics };
}

function errors({ flight, truth }: { flight: Flight; truth: Record<(typeof quantities)[number], number> }) {
  return quantities.map((name) => Math.abs((flight[name].value ?? NaN) - truth[name]));
}

const views: Record<string, ShooterOptions> = {
  'square, on a tripod': { camera: { yawDegrees: 90 } },
  'a wide lens, held askew': { camera: { yawDegrees: 75, focal: 0.6, distance: 7, rollDegrees: 3 } },
  'a long lens from the left, half from behind': { camera: { yawDegrees: -110, focal: 1.1 } },
};

describe.each(Object.entries(views))('a flight from the side: %s', (_, options) => {
  it('has the truth in its intervals and near its values', () => {
    const found = flightOf(options);
    for (const name of quantities) {
      const [lo, hi] = found.flight[name].interval!;
      expect(found.truth[name]).toBeGreaterThan(lo);
      expect(found.truth[name]).toBeLessThan(hi);
    }
    const [angle, speed, height, entry] = errors(found);
    expect(angle).toBeLessThan(2);
    expect(speed).toBeLessThan(0.3);
    expect(height).toBeLessThan(0.15);
    expect(entry).toBeLessThan(2);
  });
});

it.each([
  [90, 0],
  [-70, 10],
  [75, -5],
])('shows how the camera at yaw %d looks up, %d degrees', (yawDegrees, pitch) => {
  const [distance, height] = [6, 1.5];
  const yaw = (yawDegrees * Math.PI) / 180;
  // The middle between the shooter and a free throw's basket.
  const aside = Math.hypot(2.1 - distance * Math.cos(yaw), distance * Math.sin(yaw));
  const aim = { x: 2.1, y: 0, z: height + aside * Math.tan((pitch * Math.PI) / 180) };
  const { tracks } = synthesizeTracks(
    { seed: 3, camera: { yawDegrees, distance, height, focal: 0.6, aim, rollDegrees: 2 } },
    { ballPixels: 1 },
  );
  const { view } = analyze(tracks).shots[0]!;
  expect(Math.abs(view.pitchDegrees! - pitch)).toBeLessThan(2.5 * view.pitchUncertaintyDegrees!);
  expect(Math.abs(view.rollDegrees! - 2)).toBeLessThan(2.5 * view.rollUncertaintyDegrees!);
});

it('a ring in a wrong place is not believed, and spoils nothing', () => {
  const wrong = (tracks: Tracks): Tracks => ({
    ...tracks,
    frames: tracks.frames.map((frame) => ({
      ...frame,
      rim: frame.rim && { ...frame.rim, y: frame.rim.y - 4 * frame.rim.a },
    })),
  });
  const found = flightOf({}, wrong);
  expect(found.flight.depth).toMatchObject({ value: null, reason: 'no_rim' });
  const [angle, speed] = errors(found);
  expect(angle).toBeLessThan(2);
  expect(speed).toBeLessThan(0.4);
});

it('along its way nothing is said of it but how far aside the ball comes down', () => {
  const { flight, truth } = flightOf({ camera: { yawDegrees: 170, distance: 6 }, shots: [{ outcome: 'right' }] });
  for (const name of quantities) expect(flight[name]).toMatchObject({ value: null, reason: 'view_not_valid' });
  expect(Math.abs(flight.lateral.value! - truth.lateral)).toBeLessThan(0.1);
});

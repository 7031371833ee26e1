import { describe, expect, it } from 'vitest';
import type { TrackFrame, Tracks } from '@shotform/contracts';
import { fitArc } from '../ball/arc.ts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Ring } from '../rim/rim.ts';
import { judgeOutcome } from './outcome.ts';

/** A side view of 80 px a metre: the ball leaves at (100, 260) and comes down at (500, 150), level with the ring. */
const DIAMETER = 20;
const FPS = 30;
const ARRIVES = 32;
const gravity = 785;
const ring: Ring = { x: 500, y: 150, a: 18, b: 4, angleDegrees: 0, confidence: 0.9 };
const at = (frame: number) => {
  const t = frame / FPS;
  const total = ARRIVES / FPS;
  const vy = (-110 - (gravity / 2) * total * total) / total;
  return { x: 100 + (400 * t) / total, y: 260 + vy * t + (gravity / 2) * t * t };
};
const sighting = (frame: number, x: number, y: number): Sighting => {
  const candidate = { x, y, diameter: DIAMETER, confidence: 0.95, source: 'colour' };
  return { frame, time: frame / FPS, x, y, diameter: DIAMETER, confidence: 0.95, candidate };
};
const flight = Array.from({ length: ARRIVES - 1 }, (_, i) => sighting(i + 1, at(i + 1).x, at(i + 1).y));

/** What is judged where after its free flight the ball goes as `after` tells, and the net as `net` tells. */
function judged(after: (step: number) => { x: number; y: number }, net: number | null, where: Ring | null = ring) {
  const rest = Array.from({ length: 45 }, (_, i) => sighting(ARRIVES + i, after(i).x, after(i).y));
  const frames = Array.from({ length: 90 }, (_, i): TrackFrame => {
    // It swings on for half a second.
    const netMotion = net === null ? null : i < ARRIVES ? 0.01 : Math.max(0.01, net * Math.exp((ARRIVES - i) / 15));
    return { pose: [], ball: [], rim: null, netMotion };
  });
  const tracks: Tracks = {
    schemaVersion: '1.0',
    video: {
      width: 640,
      height: 480,
      frames: 90,
      timesSeconds: frames.map((_, i) => i / FPS),
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames,
    camera: { moving: false, transforms: null },
    models: [],
  };
  const arc = fitArc(flight, { x: 320, y: 240 })!;
  const launch: Launch = { arc, leaves: 0, sightings: flight, free: flight.length, support: flight.length };
  return judgeOutcome({ tracks, launch, path: [...flight, ...rest], ring: where, pace: 1, yawDegrees: 90 });
}
const throughNet = (i: number) => ({ x: 500 + Math.min(3, i), y: 151 + 4 * i + 0.3 * i * i });
const backOffTheRim = (i: number) => ({ x: 485 - 8 * i, y: 140 - 14 * i + 0.45 * i * i });
const onwards = (i: number) => at(ARRIVES + i);

describe('outcome', () => {
  it('made: through the ring, slowed, with the net moving', () => {
    const outcome = judged(throughNet, 0.6);
    expect(outcome.result).toBe('made');
    expect(outcome.confidence).toBeGreaterThan(0.9);
    expect(Math.abs(outcome.frame! - ARRIVES)).toBeLessThanOrEqual(1);
  });

  it('made, less surely, where the net was not seen', () => {
    const outcome = judged(throughNet, null);
    expect(outcome.result).toBe('made');
    expect(outcome.confidence).toBeLessThan(judged(throughNet, 0.6).confidence);
  });

  it('missed: up again and down in front', () => {
    expect(judged(backOffTheRim, 0.02)).toMatchObject({ result: 'missed' });
  });

  it('missed: past the ring, and long', () => {
    expect(judged(onwards, 0.02, { ...ring, x: 460 })).toMatchObject({ result: 'missed', miss: 'long' });
    expect(judged(onwards, 0.02, { ...ring, x: 460 }).confidence).toBeGreaterThan(0.75);
  });

  it('a ring that is not known well says little', () => {
    const sure = judged(throughNet, null).confidence;
    expect(judged(throughNet, null, { ...ring, confidence: 0.3 }).confidence).toBeLessThan(sure);
  });

  it('unknown: a ring that the flight has nothing to do with', () => {
    expect(judged(throughNet, 0.6, { ...ring, x: 60, y: 400 })).toEqual({
      result: 'unknown',
      confidence: 0,
      frame: null,
    });
  });

  it('unknown: a still net where the ball goes down through the ring as if nothing was there', () => {
    const hangs = (i: number) => ({ x: 500, y: 151 + 11 * i + 0.45 * i * i });
    const big = { ...ring, a: 60, b: 40 };
    expect(judged(hangs, 0.01, big).result).not.toBe('made');
  });

  it('unknown: no ring to judge by', () => {
    expect(judged(throughNet, null, null).result).toBe('unknown');
  });
});

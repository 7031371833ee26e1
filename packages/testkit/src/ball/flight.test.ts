import { describe, expect, it } from 'vitest';
import { distance, dot, norm, scale, sub, type Vec3 } from '../geometry/vec.ts';
import { shooterSpec } from '../spec/defaults.ts';
import { truthFor } from '../truth/make.ts';
import { makeWorld } from '../world/world.ts';
import { DRAG, fallsThrough, flown, GRAVITY, RIM_HEIGHT, RIM_RADIUS, velocityIn, velocityTo } from './flight.ts';

const from: Vec3 = [0.3, -0.1, 2.3];
const rim: Vec3 = [4.19, 0, RIM_HEIGHT];

describe('free flight', () => {
  it('comes down where it was aimed, at the angle it was thrown at', () => {
    for (const angle of [42, 52, 62]) {
      const v = velocityTo(from, rim, angle);
      expect((Math.atan2(v[2], Math.hypot(v[0], v[1])) * 180) / Math.PI).toBeCloseTo(angle, 6);
      expect(distance(fallsThrough({ p: from, v }, RIM_HEIGHT)!.p, rim)).toBeLessThan(1e-3);
    }
  });

  it('needs a little more speed than without air, as published', () => {
    const v = norm(velocityTo(from, rim, 52));
    const across = Math.hypot(rim[0] - from[0], rim[1] - from[1]);
    const lift = across * Math.tan((52 * Math.PI) / 180) - (rim[2] - from[2]);
    const inVacuum = Math.sqrt((GRAVITY * across ** 2) / (2 * Math.cos((52 * Math.PI) / 180) ** 2 * lift));
    expect(v - inVacuum).toBeGreaterThan(0.15);
    expect(v - inVacuum).toBeLessThan(0.4);
  });

  it('loses energy to the air and to nothing else', () => {
    const start = { p: from, v: velocityTo(from, rim, 52) };
    const energy = (s: { p: Vec3; v: Vec3 }) => dot(s.v, s.v) / 2 + GRAVITY * s.p[2];
    let lost = 0;
    for (let t = 0; t < 1; t += 0.01) lost += DRAG * norm(flown(start, t + 0.005).v) ** 3 * 0.01;
    expect(energy(start) - energy(flown(start, 1))).toBeCloseTo(lost, 3);
  });

  it('gets a pass there in time', () => {
    const v = velocityIn([7, 1, 1.4], [0.5, 0, 1.3], 0.8);
    expect(distance(flown({ p: [7, 1, 1.4], v }, 0.8).p, [0.5, 0, 1.3])).toBeLessThan(1e-3);
  });
});

describe('a shot', () => {
  it.each(['made', 'short', 'long', 'left', 'right'] as const)('ends %s as told', (outcome) => {
    for (const hand of ['right', 'left'] as const) {
      for (const seed of [1, 2]) {
        const spec = shooterSpec({ seed, shooter: { hand }, shots: [{ outcome }], video: { fps: 4 } });
        const world = makeWorld(spec);
        const [shot] = truthFor(spec).shots;
        const { flight } = world.shots[0]!.route;
        expect(flight.madeSeconds !== null).toBe(outcome === 'made');
        expect(shot!.outcome.miss).toBe(outcome === 'made' ? null : outcome);
        const { lateral, depth } = shot!.metrics;
        const off = { made: 0, short: -1, long: 1, left: -1, right: 1 }[outcome];
        if (outcome === 'short' || outcome === 'long') expect(Math.sign(depth - RIM_RADIUS)).toBe(off);
        if (outcome === 'left' || outcome === 'right') expect(Math.sign(lateral)).toBe(off);
        if (outcome === 'made') expect(Math.hypot(lateral, depth - RIM_RADIUS)).toBeLessThan(RIM_RADIUS);
      }
    }
  });

  it('goes through the net when made, and past it when missed', () => {
    for (const outcome of ['made', 'short'] as const) {
      const world = makeWorld(shooterSpec({ shots: [{ outcome }] }));
      const { release } = world.shots[0]!.times;
      let through = false;
      for (let t = release; t < world.durationSeconds; t += 0.005) {
        const [x, y, z] = world.balls[0]!.at(t)!;
        if (Math.abs(z - 2.8) < 0.05 && Math.hypot(x - rim[0], y) < 0.12) through = true;
      }
      expect(through).toBe(outcome === 'made');
    }
  });

  it('flies by gravity and drag until it touches something', () => {
    const [shot] = truthFor(shooterSpec({ camera: { yawDegrees: 40 } })).shots;
    const samples = shot!.flight;
    const step = samples[1]!.timeSeconds - samples[0]!.timeSeconds;
    for (let i = 4; i < samples.length - 4; i += 4) {
      const [a, b, c] = [samples[i - 4]!, samples[i]!, samples[i + 4]!].map(({ position }) => position) as [
        Vec3,
        Vec3,
        Vec3,
      ];
      const v = scale(sub(c, a), 1 / (8 * step));
      const acceleration = scale(sub(sub(c, b), sub(b, a)), 1 / (4 * step) ** 2);
      const expected: Vec3 = [-DRAG * norm(v) * v[0], -DRAG * norm(v) * v[1], -GRAVITY - DRAG * norm(v) * v[2]];
      expect(distance(acceleration, expected)).toBeLessThan(0.05);
    }
  });

  it('leaves the hand without a jump in place or speed', () => {
    const world = makeWorld(shooterSpec());
    const { release } = world.shots[0]!.times;
    const ball = (t: number) => world.balls[0]!.at(t)!;
    const speed = (t: number) => scale(sub(ball(t + 0.001), ball(t - 0.001)), 500);
    expect(distance(ball(release - 1e-4), ball(release + 1e-4))).toBeLessThan(0.002);
    expect(distance(speed(release - 0.0015), speed(release + 0.0015))).toBeLessThan(0.6);
  });

  it('never sinks into the floor', () => {
    const world = makeWorld(
      shooterSpec({ shots: [{ start: 'dribble', dribbles: 3 }, { outcome: 'long' }], balls: [{ velocityX: 2 }] }),
    );
    for (const ball of world.balls) {
      for (let t = 0; t < world.durationSeconds; t += 0.01)
        expect(ball.at(t)?.[2] ?? 1).toBeGreaterThanOrEqual(ball.radius - 1e-6);
    }
  });
});

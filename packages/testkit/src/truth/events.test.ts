import { describe, expect, it } from 'vitest';
import { shooterSpec } from '../spec/defaults.ts';
import { truthFor } from './make.ts';

describe('events', () => {
  const truth = truthFor(
    shooterSpec({
      shots: [
        { start: 'dribble', dribbles: 3 },
        { start: 'catch', outcome: 'long' },
      ],
    }),
  );

  it('come in the order of a jump shot', () => {
    expect(truth.shots).toHaveLength(2);
    for (const { events: e } of truth.shots) {
      const order = [
        e.preparation,
        e.ballLow,
        e.dip,
        e.setPoint,
        e.takeOff,
        e.release,
        e.jumpApex,
        e.landing,
        e.followThroughEnd,
      ];
      expect(order).not.toContain(null);
      expect([...order].sort((a, b) => a! - b!)).toEqual(order);
      expect(e.liftStart!).toBeGreaterThan(e.dip!);
      expect(e.liftStart!).toBeLessThan(e.release!);
    }
  });

  it('take no dribble for the dip', () => {
    const [first] = truth.shots;
    expect(first!.events.release! - first!.events.dip!).toBeLessThan(0.6);
    expect(first!.metrics.releaseTime!).toBeGreaterThan(0.9);
  });

  it('have no take-off in a set shot', () => {
    const [shot] = truthFor(shooterSpec({ shots: [{ form: { jumpHeight: 0 } }] })).shots;
    const { takeOff, jumpApex, landing } = shot!.events;
    expect([takeOff, jumpApex, landing]).toEqual([null, null, null]);
    expect(shot!.metrics.jumpHeight).toBe(0);
    expect(shot!.metrics.releaseHeight).toBeGreaterThan(2);
  });

  it('tell the release by time and by the first frame with a gap', () => {
    for (const fps of [24, 30, 60, 120]) {
      const { shots, video } = truthFor(shooterSpec({ video: { fps } }));
      const { frame, timeSeconds } = shots[0]!.release;
      const shown = video.timesSeconds[frame!]!;
      expect(shown).toBeGreaterThan(timeSeconds);
      expect(shown - timeSeconds).toBeLessThan(1 / fps + 0.02);
    }
  });

  it('leave out what the clip does not show', () => {
    const whole = truthFor(shooterSpec()).shots[0]!;
    const short = truthFor(shooterSpec({ video: { durationSeconds: whole.release.timeSeconds + 0.3 } })).shots[0]!;
    expect(short.events.followThroughEnd).toBeNull();
    expect(short.events.release).toBe(whole.events.release);
    expect(truthFor(shooterSpec({ video: { durationSeconds: 0.5 } })).shots).toEqual([]);
  });
});

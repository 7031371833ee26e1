/** A clip in a mirror is the same shot by the other hand: every number stays, every side changes. */
import type { Report } from '@shotform/contracts';
import { synthesizeTracks, type ShooterOptions } from '@shotform/testkit/tracks';
import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';
import { mirrored } from './testing/edit.ts';

const clips: Record<string, ShooterOptions> = {
  'from the near side, two shots': { camera: { yawDegrees: 80 }, shots: [{}, { outcome: 'left' }] },
  'from the far side': { camera: { yawDegrees: -100 } },
  'from in front, among others': {
    camera: { yawDegrees: 15 },
    people: [{ does: 'walk' }, { does: 'dribble', x: 2 }],
  },
  'from behind, by a camera that moves': {
    camera: { yawDegrees: 150, panDegreesPerSecond: 2, shakeDegrees: 0.3, rollDegrees: 3 },
  },
};
const otherSide: Record<string, string> = { left: 'right', right: 'left' };
/** Seconds, degrees, metres and points are the same to this part: robust fits end their rounds by a rounding sooner or later. */
const TOLERANCE = 1e-3;

/** What a mirror must not change, and what it must, of each shot. */
function ofMirror(report: Report, isMirror: boolean) {
  const turn = (side: string | undefined) => (isMirror && side ? (otherSide[side] ?? side) : side);
  const sign = isMirror ? -1 : 1;
  return report.shots.map((shot) => ({
    hand: turn(shot.hand),
    miss: turn(shot.outcome.miss ?? undefined),
    outcome: shot.outcome.result,
    arm: shot.view.shootingArm,
    frames: [shot.release.frame, ...Object.values(shot.events).map((event) => event?.frame ?? null)],
    reasons: Object.values(shot.metrics).map(({ reason }) => reason ?? null),
    numbers: [
      shot.handConfidence,
      shot.confidence,
      shot.outcome.confidence,
      sign * (shot.view.yawDegrees ?? NaN),
      sign * (shot.view.rollDegrees ?? NaN),
      shot.view.pitchDegrees ?? NaN,
      shot.release.timeSeconds,
      ...Object.values(shot.events).map((event) => event?.timeSeconds ?? NaN),
      ...Object.values(shot.metrics).flatMap(({ value, interval }) => [value ?? NaN, ...(interval ?? [])]),
      shot.flight.releaseAngle.value ?? NaN,
      shot.flight.releaseSpeed.value ?? NaN,
      shot.flight.entryAngle.value ?? NaN,
      shot.scores.form.value ?? NaN,
    ],
  }));
}

describe.each(Object.entries(clips))('a clip %s', (_, options) => {
  it('is in a mirror what it is, by the other hand', () => {
    const { tracks } = synthesizeTracks({ seed: 5, ...options });
    const [own, mirror] = [ofMirror(analyze(tracks), false), ofMirror(analyze(mirrored(tracks)), true)];
    expect(own.length).toBeGreaterThan(0);
    expect(mirror).toHaveLength(own.length);
    own.forEach(({ numbers, ...rest }, i) => {
      const { numbers: others, ...same } = mirror[i]!;
      expect(same).toEqual(rest);
      expect(others).toHaveLength(numbers.length);
      numbers.forEach((value, k) => {
        if (Number.isNaN(value)) expect(others[k]).toBeNaN();
        else expect(Math.abs(others[k]! - value)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(value)));
      });
    });
  });
});

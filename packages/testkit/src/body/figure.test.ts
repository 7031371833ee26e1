import { describe, expect, it } from 'vitest';
import { angleAt, distance, sub, toAxes, type Vec3 } from '../geometry/vec.ts';
import { defaultForm, shooterSpec } from '../spec/defaults.ts';
import type { ShooterOptions } from '../spec/spec.ts';
import { truthFor } from '../truth/make.ts';
import { makeWorld } from '../world/world.ts';
import { landmark, landmarksOf } from './landmarks.ts';
import { sides } from './side.ts';

const exact: ShooterOptions = {
  variation: 0,
  shots: [
    { start: 'dribble', dribbles: 2 },
    { start: 'catch', dribbles: 1 },
  ],
  walkIn: 2,
};
const at = (
  points: Vec3[],
  side: 'left' | 'right',
  name: 'Shoulder' | 'Elbow' | 'Wrist' | 'Hip' | 'Knee' | 'Ankle' | 'FootIndex',
) => points[landmark[`${side}${name}`]]!;

describe.each(['right', 'left'] as const)('a %s-hander', (hand) => {
  const spec = shooterSpec({ ...exact, shooter: { hand } });
  const world = makeWorld(spec);
  const truth = truthFor(spec);

  it('keeps the lengths of the bones whatever they do', () => {
    const first = landmarksOf(world.shooter(0));
    for (let t = 0; t < world.durationSeconds; t += 0.05) {
      const now = landmarksOf(world.shooter(t));
      for (const side of sides) {
        for (const [a, b] of [
          ['Shoulder', 'Elbow'],
          ['Elbow', 'Wrist'],
          ['Hip', 'Knee'],
          ['Knee', 'Ankle'],
        ] as const) {
          const length = (points: Vec3[]) => distance(at(points, side, a), at(points, side, b));
          expect(length(now)).toBeCloseTo(length(first), 6);
        }
      }
    }
  });

  it('lifts the shoulder with the arm, and takes it ahead', () => {
    const above = (t: number) => {
      const body = world.shooter(t);
      return toAxes(body.trunk.shoulders, sub(body.arm[hand].shoulder, body.trunk.chest));
    };
    const { events, release } = truth.shots[0]!;
    const [low, set, up] = [above(world.durationSeconds), above(events.setPoint!), above(release.timeSeconds)];
    expect(Math.abs(low[2])).toBeLessThan(0.005);
    expect(set[2] - low[2]).toBeGreaterThan(0.02);
    expect(up[2] - low[2]).toBeGreaterThan(set[2] - low[2]);
    expect(up[2] - low[2]).toBeLessThan(0.06);
    expect(set[0] - low[0]).toBeGreaterThan(0.01);
  });

  it('tells the angles that its landmarks have', () => {
    for (const shot of truth.shots) {
      const [dip, set] = [shot.events.dip!, shot.events.setPoint!].map((t) => landmarksOf(world.shooter(t)));
      const angle = (
        points: Vec3[],
        ...names: ['Shoulder' | 'Hip', 'Hip' | 'Knee' | 'Elbow', 'Knee' | 'Ankle' | 'Wrist']
      ) => angleAt(at(points, hand, names[0]), at(points, hand, names[1]), at(points, hand, names[2]));
      expect(angle(dip!, 'Hip', 'Knee', 'Ankle')).toBeCloseTo(shot.metrics.kneeAtDip.value, 3);
      expect(angle(dip!, 'Shoulder', 'Hip', 'Knee')).toBeCloseTo(shot.metrics.hipAtDip.value, 3);
      expect(angle(set!, 'Shoulder', 'Elbow', 'Wrist')).toBeCloseTo(shot.metrics.elbowAtSet.value, 3);
    }
  });

  it('shoots with the form it was told', () => {
    for (const { metrics } of truth.shots) {
      expect(Math.abs(metrics.kneeAtDip.value - defaultForm.kneeAtDip)).toBeLessThan(1);
      expect(Math.abs(metrics.hipAtDip.value - defaultForm.hipAtDip)).toBeLessThan(2);
      expect(Math.abs(metrics.elbowAtSet.value - defaultForm.elbowAtSet)).toBeLessThan(1);
      expect(Math.abs(metrics.upperArmAtSet.value - defaultForm.upperArmAtSet)).toBeLessThan(2);
      expect(Math.abs(metrics.elbowAtRelease.value - defaultForm.elbowAtRelease)).toBeLessThan(1);
      expect(Math.abs(metrics.maxElbowExtension.value - defaultForm.elbowExtension)).toBeLessThan(1);
      expect(Math.abs(metrics.flareAtSet - defaultForm.flareAtSet)).toBeLessThan(3);
      expect(metrics.jumpHeight).toBe(defaultForm.jumpHeight);
    }
  });

  it('opens the elbow as fast as told while the ball leaves', () => {
    const { timeSeconds } = truth.shots[0]!.release;
    const elbow = (t: number) => {
      const points = landmarksOf(world.shooter(t));
      return angleAt(at(points, hand, 'Shoulder'), at(points, hand, 'Elbow'), at(points, hand, 'Wrist'));
    };
    const speed = (elbow(timeSeconds + 0.005) - elbow(timeSeconds - 0.005)) / 0.01;
    expect(Math.abs(speed - defaultForm.elbowSpeed)).toBeLessThan(15);
  });

  it('moves without a jerk', () => {
    const step = 1 / 120;
    let before = landmarksOf(world.shooter(0));
    for (let t = step; t < world.durationSeconds; t += step) {
      const now = landmarksOf(world.shooter(t));
      // The fastest thing is a hand that has just let go of the ball.
      for (const [i, point] of now.entries()) expect(distance(point, before[i]!) / step).toBeLessThan(12);
      before = now;
    }
  });

  it('stands on its feet but in the jump', () => {
    const inJump = (t: number) => truth.shots.some(({ events }) => t > events.takeOff! && t < events.landing!);
    for (let t = 0; t < world.durationSeconds; t += 0.02) {
      const toes = sides.map((side) => at(landmarksOf(world.shooter(t)), side, 'FootIndex')[2]);
      if (!inJump(t)) expect(Math.min(...toes)).toBeLessThan(0.035);
      expect(Math.min(...toes)).toBeGreaterThan(0.02);
    }
    const { events } = truth.shots[0]!;
    const apex = sides.map((side) => at(landmarksOf(world.shooter(events.jumpApex!)), side, 'FootIndex')[2]);
    expect(Math.min(...apex)).toBeCloseTo(defaultForm.jumpHeight + 0.03, 2);
  });
});

it('holds the ball until the release and lets go of it then', () => {
  const world = makeWorld(shooterSpec({ variation: 0 }));
  const { release, held } = world.shots[0]!.times;
  const toWrist = (t: number) => distance(world.balls[0]!.at(t)!, world.shooter(t).arm.right.wrist);
  for (let t = held; t < release; t += 0.01) expect(toWrist(t)).toBeLessThan(0.24);
  expect(toWrist(release + 0.1)).toBeGreaterThan(0.5);
});

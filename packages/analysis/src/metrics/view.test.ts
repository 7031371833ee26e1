import type { View } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import {
  deviationFrom,
  judgeView,
  LEAST_CREDIBILITY,
  pitchBias,
  validityOf,
  viewRules,
  type ViewRule,
} from './view.ts';
import { unknownTilt } from '../view/view.ts';

const view = (yawDegrees: number | null, uncertaintyDegrees = 0, shootingArm: View['shootingArm'] = 'near'): View => ({
  yawDegrees,
  uncertaintyDegrees,
  shootingArm,
  ...unknownTilt,
  camera: 'still',
});

it('looking up steeply makes angles uncertain, a little hardly', () => {
  const bias = [0, 5, -25].map((pitchDegrees) => pitchBias({ ...view(90), pitchDegrees }));
  expect(bias[0]).toBe(0);
  expect(bias[1]).toBeLessThan(0.15);
  expect(bias[2]).toBeCloseTo(2.96, 2);
});

describe('how far a view is from the best', () => {
  it.each([
    [90, 0, 90],
    [-90, 0, 90],
    [60, 30, 60],
    [120, 30, 60],
    [-120, 30, 60],
    [0, 90, 0],
    [180, 90, 0],
    [-170, 80, 10],
  ])('yaw %d: %d from the side, %d from the front or back', (yaw, side, front) => {
    expect(deviationFrom('sagittal', yaw)).toBeCloseTo(side, 9);
    expect(deviationFrom('frontal', yaw)).toBeCloseTo(front, 9);
    expect(deviationFrom('any', yaw)).toBe(0);
  });
});

describe('validity', () => {
  const at = (rule: ViewRule, yaw: number | null, sd = 0) => judgeView(rule, view(yaw, sd), 'right');

  it('is full in the best view and no more than the least where the view errs as much as the model', () => {
    expect(at(viewRules.knee, 90).validity).toBeCloseTo(1, 5);
    expect(at(viewRules.knee, 65).validity).toBeGreaterThan(LEAST_CREDIBILITY);
    expect(at(viewRules.knee, 60).validity).toBeLessThan(LEAST_CREDIBILITY);
    expect(at(viewRules.elbowFlexed, 92).validity).toBeGreaterThan(0.95);
    expect(at(viewRules.elbowFlexed, 55).validity).toBeLessThan(LEAST_CREDIBILITY);
    expect(at(viewRules.forearmFrontal, 15).validity).toBeGreaterThan(0.95);
    expect(at(viewRules.forearmFrontal, 90).validity).toBeLessThan(0.1);
    const { error, model } = viewRules.knee;
    expect(validityOf(viewRules.knee, Math.hypot(model, error[0][1]))).toBeCloseTo(LEAST_CREDIBILITY, 9);
  });

  it('is that of the throw for the forearm, whose trunk is turned towards the guide hand', () => {
    const best = (hand: 'left' | 'right') => {
      const yaws = Array.from({ length: 121 }, (_, i) => i - 60);
      const found = yaws.map((yaw) => judgeView(viewRules.forearmFrontal, view(yaw), hand).validity);
      return yaws[found.indexOf(Math.max(...found))]!;
    };
    expect(best('right')).toBeGreaterThan(5);
    expect(best('left')).toBe(-best('right'));
  });

  it('is less on the far side for the arm, not for the legs', () => {
    const far = (rule: ViewRule) => judgeView(rule, view(-90, 0, 'far'), 'right').validity;
    expect(far(viewRules.shoulder)).toBeCloseTo(0.6, 5);
    expect(far(viewRules.knee)).toBeCloseTo(1, 5);
  });

  it('is never made better by an uncertain yaw, and made worse where the yaw was good', () => {
    for (let yaw = -180; yaw <= 180; yaw += 5) {
      for (const rule of Object.values(viewRules)) {
        const [sure, unsure] = [at(rule, yaw), at(rule, yaw, 15)];
        expect(unsure.validity).toBeLessThanOrEqual(sure.validity + 1e-9);
        expect(unsure.validity).toBeGreaterThanOrEqual(0);
      }
    }
    expect(at(viewRules.elbowFlexed, 90, 15).validity).toBeLessThan(0.9);
  });

  it('is the same in a mirror', () => {
    for (let yaw = -175; yaw < 180; yaw += 5) {
      for (const rule of Object.values(viewRules)) {
        const mirrored = judgeView(rule, view(-yaw, 10), 'left');
        const own = judgeView(rule, view(yaw, 10), 'right');
        expect(own.validity).toBeCloseTo(mirrored.validity, 12);
        expect(own.bias).toBeCloseTo(mirrored.bias, 9);
      }
    }
  });

  it('is nothing where the yaw is unknown, but for what any view shows', () => {
    expect(at(viewRules.knee, null).validity).toBe(0);
    expect(at(viewRules.any, null).validity).toBe(1);
  });

  it('comes with an error that grows away from the best view', () => {
    const error = (yaw: number) => at(viewRules.knee, yaw).bias;
    expect(error(90)).toBeCloseTo(viewRules.knee.error[0][1], 9);
    expect(error(60)).toBeCloseTo(viewRules.knee.error[3][1], 9);
    expect(at(viewRules.knee, 60, 10).bias).toBeGreaterThan(error(60));
  });
});

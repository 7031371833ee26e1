import type { View } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { deviationFrom, judgeView, viewRules } from './view.ts';

const view = (yawDegrees: number | null, uncertaintyDegrees = 0, shootingArm: View['shootingArm'] = 'near'): View => ({
  yawDegrees,
  uncertaintyDegrees,
  shootingArm,
  rollDegrees: null,
  camera: 'still',
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
  it('is full at the side and nothing at 36 degrees for the legs, 25 for the arm', () => {
    expect(judgeView(viewRules.knee, view(90)).validity).toBeCloseTo(1, 5);
    expect(judgeView(viewRules.knee, view(60)).validity).toBeCloseTo(0.5, 5);
    expect(judgeView(viewRules.knee, view(54)).validity).toBe(0);
    expect(judgeView(viewRules.elbowFlexed, view(80)).validity).toBeCloseTo(1, 5);
    expect(judgeView(viewRules.elbowFlexed, view(65)).validity).toBe(0);
    expect(judgeView(viewRules.forearmFrontal, view(175)).validity).toBeCloseTo(1, 5);
    expect(judgeView(viewRules.forearmFrontal, view(90)).validity).toBe(0);
  });

  it('is less on the far side for the arm, not for the legs', () => {
    expect(judgeView(viewRules.elbowFlexed, view(-90, 0, 'far')).validity).toBeCloseTo(0.6, 5);
    expect(judgeView(viewRules.knee, view(-90, 0, 'far')).validity).toBeCloseTo(1, 5);
  });

  it('is never made better by an uncertain yaw, and made worse where the yaw was good', () => {
    for (let yaw = -180; yaw <= 180; yaw += 5) {
      for (const rule of Object.values(viewRules)) {
        const sure = judgeView(rule, view(yaw));
        const unsure = judgeView(rule, view(yaw, 15));
        expect(unsure.validity).toBeLessThanOrEqual(sure.validity + 1e-9);
        expect(unsure.validity).toBeGreaterThanOrEqual(0);
      }
    }
    expect(judgeView(viewRules.elbowFlexed, view(90, 15)).validity).toBeLessThan(0.9);
  });

  it('is nothing where the yaw is unknown, but for what any view shows', () => {
    expect(judgeView(viewRules.knee, view(null)).validity).toBe(0);
    expect(judgeView(viewRules.any, view(null)).validity).toBe(1);
  });

  it('comes with an error that grows away from the best view', () => {
    const error = (yaw: number) => judgeView(viewRules.knee, view(yaw)).bias;
    expect(error(90)).toBeCloseTo(0.7, 2);
    expect(error(60)).toBeCloseTo(3, 2);
    expect(judgeView(viewRules.knee, view(60, 10)).bias).toBeGreaterThan(3);
  });
});

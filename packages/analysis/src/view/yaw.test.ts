import { expect, test } from 'vitest';
import { landmark, type Body, type Landmark } from '../model.ts';
import { yawOf } from './yaw.ts';

/** Somebody whose shoulders and hips are turned by `yaw` at a time, or not seen. */
function turned(yaw: (time: number) => number | null): Body {
  const worldAt = (which: Landmark, time: number) => {
    const degrees = yaw(time);
    if (degrees === null) return null;
    const right = which === landmark.rightShoulder || which === landmark.rightHip ? 1 : -1;
    const angle = (degrees * Math.PI) / 180;
    return { x: -0.18 * right * Math.cos(angle), y: 0, z: -0.18 * right * Math.sin(angle), sd: 0.01 };
  };
  const times = Float64Array.from([0, 1]);
  const body = { person: 0, first: 0, last: 1, times, torso: 100, effectiveFps: 30 };
  return { ...body, at: () => null, worldAt, visibility: () => 1 };
}

test.each([0, 35, 90, 150, 180, -90, -160])('%d', (yaw) => {
  const found = yawOf(
    turned(() => yaw),
    0,
    1,
  )!;
  const off = ((found.degrees - yaw + 540) % 360) - 180;
  expect(Math.abs(off)).toBeLessThan(1e-6);
  expect(found.degrees).toBeGreaterThan(-180);
});

test('the mean goes the short way round the back', () => {
  const found = yawOf(
    turned((t) => (t < 0.5 ? 170 : -170)),
    0,
    1,
  )!;
  expect(Math.abs(found.degrees)).toBeGreaterThan(175);
});

test('who turns is known less well; who turns round, or is not seen, not at all', () => {
  const sd = (turn: number) =>
    yawOf(
      turned((t) => turn * (t - 0.5)),
      0,
      1,
    )?.sd;
  expect(sd(60)!).toBeGreaterThan(sd(0)!);
  expect(sd(360)).toBeUndefined();
  expect(
    yawOf(
      turned(() => null),
      0,
      1,
    ),
  ).toBeNull();
});

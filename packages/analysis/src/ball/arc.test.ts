import { expect, test } from 'vitest';
import { fitArc, type ArcPoint } from './arc.ts';

const centre = { x: 640, y: 360 };
/** A ball thrown at 7 m/s and 52 degrees, `yaw` away from straight into the picture, 7 m from a pinhole camera. */
function thrown(yaw: number, time: number, noise: () => number, pace = 1): ArcPoint {
  const t = time * pace;
  const ahead = 4.3 * t;
  const depth = 7 + ahead * Math.cos((yaw * Math.PI) / 180);
  const scale = 1000 / depth;
  const across = -1 + ahead * Math.sin((yaw * Math.PI) / 180);
  const up = 0.6 + 5.5 * t - (9.81 / 2) * t * t;
  const diameter = 0.243 * scale;
  return {
    time,
    x: centre.x + across * scale + noise() * 0.08 * diameter,
    y: centre.y - up * scale + noise() * 0.08 * diameter,
    diameter: diameter * (1 + 0.1 * noise()),
  };
}
function gaussian(seed: number) {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
const seconds = (n: number, step = 1 / 30) => Array.from({ length: n }, (_, i) => i * step);
const none = () => 0;

test.each([90, 45, 10])('continues a flight seen for half a second, %i degrees off the line of sight', (yaw) => {
  const noise = gaussian(7 + yaw);
  let inside = 0;
  const trials = 60;
  for (let k = 0; k < trials; k++) {
    const arc = fitArc(
      seconds(15).map((t) => thrown(yaw, t, noise)),
      centre,
    )!;
    const truth = thrown(yaw, 0.8, none);
    const off = Math.hypot(arc.at(0.8).x - truth.x, arc.at(0.8).y - truth.y);
    if (off < 2.5 * arc.sdAt(0.8)) inside++;
    expect(off).toBeLessThan(3 * truth.diameter);
  }
  expect(inside / trials).toBeGreaterThan(0.85);
});

test('follows the flight and not one wrong candidate in five', () => {
  const noise = gaussian(3);
  const points = seconds(25).map((t, i) =>
    i % 5 === 2 ? { time: t, x: 900, y: 500, diameter: 40 } : thrown(80, t, noise),
  );
  const arc = fitArc(points, centre)!;
  for (const t of seconds(25)) {
    const truth = thrown(80, t, none);
    expect(Math.hypot(arc.at(t).x - truth.x, arc.at(t).y - truth.y)).toBeLessThan(0.3 * truth.diameter);
  }
  expect(arc.weights[2]).toBeLessThan(0.1);
  expect(arc.weights[3]).toBeGreaterThan(0.5);
});

test.each([0.5, 1, 2])('takes footage at %f times its speed as it is', (pace) => {
  const arc = fitArc(
    seconds(20, 0.03 / pace).map((t) => thrown(90, t, none, pace)),
    centre,
  )!;
  const inMetres = (arc.g * 0.243) / arc.diameter;
  expect(inMetres).toBeGreaterThan(9 * pace ** 2);
  expect(inMetres).toBeLessThan(10.6 * pace ** 2);
});

test('its velocity is the derivative of its position', () => {
  const arc = fitArc(
    seconds(15).map((t) => thrown(30, t, none)),
    centre,
  )!;
  const [before, after] = [arc.at(0.3 - 1e-5), arc.at(0.3 + 1e-5)];
  expect(arc.velocityAt(0.3).x).toBeCloseTo((after.x - before.x) / 2e-5, 2);
  expect(arc.velocityAt(0.3).y).toBeCloseTo((after.y - before.y) / 2e-5, 2);
});

test('two points are no arc', () => {
  expect(
    fitArc(
      seconds(2).map((t) => thrown(90, t, none)),
      centre,
    ),
  ).toBeNull();
});

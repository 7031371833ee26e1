import { describe, expect, it } from 'vitest';
import { RIM_HEIGHT, RIM_RADIUS } from '../ball/flight.ts';
import { landmark } from '../body/landmarks.ts';
import { mirrorSpec, shooterSpec } from '../spec/defaults.ts';
import type { Vec3 } from '../geometry/vec.ts';
import { truthFor } from '../truth/make.ts';
import { cameraOf, project } from './camera.ts';
import { circlePoints, projectCircle } from './ellipse.ts';

const cameraAt = (camera: Parameters<typeof shooterSpec>[0]) => cameraOf(shooterSpec(camera))(0);

describe('the camera', () => {
  it.each([
    [90, 1, 'right'],
    [-90, -1, 'left'],
  ] as const)('at yaw %i sees the shooter look to picture side %i and the %s side nearer', (yawDegrees, side, near) => {
    const [frame] = truthFor(shooterSpec({ camera: { yawDegrees }, video: { durationSeconds: 0.1 } })).frames;
    const { landmarks } = frame!;
    expect(Math.sign(landmarks[landmark.nose]![0] - landmarks[landmark.leftEar]![0])).toBe(side);
    const far = near === 'right' ? 'left' : 'right';
    expect(landmarks[landmark[`${near}Shoulder`]]![2]).toBeLessThan(landmarks[landmark[`${far}Shoulder`]]![2]);
  });

  it.each([0, 30, 90, 150, 180, -45])('tells the yaw %i it was given', (yawDegrees) => {
    const [shot] = truthFor(shooterSpec({ camera: { yawDegrees }, video: { fps: 4 } })).shots;
    expect(Math.abs(shot!.yawDegrees - yawDegrees)).toBeLessThan(1);
  });

  it('leans what it sees clockwise by its roll', () => {
    const [level, rolled] = [0, 5].map((rollDegrees) => {
      const camera = cameraAt({ camera: { rollDegrees } });
      const [top, foot] = [project(camera, [0, 0, 2])!, project(camera, [0, 0, 0])!];
      return (Math.atan2(top[0] - foot[0], foot[1] - top[1]) * 180) / Math.PI;
    });
    expect(rolled! - level!).toBeCloseTo(5, 1);
  });

  it('keeps the shooter in the picture from anywhere', () => {
    for (const yawDegrees of [0, 60, 90, 120, 180, -90]) {
      for (const distance of [4.19, 6.75]) {
        const truth = truthFor(shooterSpec({ camera: { yawDegrees }, court: { distance }, video: { fps: 5 } }));
        for (const { landmarks } of truth.frames) {
          for (const [x, y] of landmarks) {
            expect(x).toBeGreaterThan(0);
            expect(x).toBeLessThan(1279);
            expect(y).toBeGreaterThan(0);
            expect(y).toBeLessThan(719);
          }
        }
      }
    }
  });
});

it('pictures the rim as the ellipse its points lie on', () => {
  for (const camera of [{ yawDegrees: 80 }, { yawDegrees: 30, rollDegrees: 8 }, { yawDegrees: -140, height: 4.5 }]) {
    const seen = cameraAt({ camera });
    const rim: Vec3 = [4.19, 0, RIM_HEIGHT];
    const { x, y, a, b, angleDegrees } = projectCircle(seen, rim, RIM_RADIUS)!;
    expect(a).toBeGreaterThanOrEqual(b);
    const [c, s] = [Math.cos((angleDegrees * Math.PI) / 180), Math.sin((angleDegrees * Math.PI) / 180)];
    for (const point of circlePoints(rim, RIM_RADIUS, 16)) {
      const [px, py] = project(seen, point)!;
      const [u, v] = [(px - x) * c + (py - y) * s, -(px - x) * s + (py - y) * c];
      expect(Math.hypot(u / a, v / b)).toBeCloseTo(1, 6);
    }
  }
});

it('sees a mirrored clip in the mirror', () => {
  const spec = shooterSpec({
    seed: 9,
    shots: [{ start: 'dribble' }, { outcome: 'left' }],
    camera: { yawDegrees: 65, rollDegrees: 2, shakeDegrees: 0.3, panDegreesPerSecond: 1 },
    people: [{ does: 'walk', x: -2, y: 2, facing: 20 }],
    balls: [{ velocityX: 1, velocityY: 0.5 }],
  });
  const [clip, mirrored] = [truthFor(spec), truthFor(mirrorSpec(spec))];
  expect(mirrored.shots.map((shot) => shot.hand)).toEqual(['left', 'left']);
  expect(mirrored.shots[1]!.outcome.miss).toBe('right');
  clip.shots.forEach((shot, i) => {
    const other = mirrored.shots[i]!;
    expect(other.release).toEqual(shot.release);
    expect(other.events).toEqual(shot.events);
    expect(other.yawDegrees).toBeCloseTo(-shot.yawDegrees, 6);
    expect(other.metrics.lateral).toBeCloseTo(-shot.metrics.lateral, 6);
    expect(other.metrics.flareAtSet).toBeCloseTo(shot.metrics.flareAtSet, 6);
  });
  clip.frames.forEach((frame, i) => {
    const other = mirrored.frames[i]!;
    const [wrist, mirroredWrist] = [frame.landmarks[landmark.rightWrist]!, other.landmarks[landmark.leftWrist]!];
    expect(mirroredWrist[0]).toBeCloseTo(1279 - wrist[0], 6);
    expect(mirroredWrist[1]).toBeCloseTo(wrist[1], 6);
    frame.balls.forEach((ball, k) => expect(other.balls[k]!.x).toBeCloseTo(1279 - ball.x, 6));
  });
});

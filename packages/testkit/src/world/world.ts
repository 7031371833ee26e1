/** Everything that moves, at any time: a spec brought to life. */
import { simulate } from '../ball/simulate.ts';
import type { Body } from '../body/pose.ts';
import { reflectBody, reflectPoint } from '../body/reflect.ts';
import { cameraOf, inView, project } from '../camera/camera.ts';
import { random } from '../geometry/random.ts';
import { distance, norm, type Vec3 } from '../geometry/vec.ts';
import { makeBystander } from '../motion/bystander.ts';
import { formsOf } from '../motion/form.ts';
import { makeShooter, type Shot } from '../motion/shooter.ts';
import { shotTimes } from '../motion/timing.ts';
import { mirrorSpec } from '../spec/defaults.ts';
import type { ShooterSpec } from '../spec/spec.ts';

export interface Ball {
  /** `null` while it is not there. */
  at(t: number): Vec3 | null;
  radius: number;
  /** From when on it flies on its own and spins, seconds. */
  freeFrom: number;
}

export interface World {
  spec: ShooterSpec;
  durationSeconds: number;
  shooter(t: number): Body;
  shots: Shot[];
  /** The shots' balls first, in order. */
  balls: Ball[];
  /** Everybody else. */
  people: ((t: number) => Body)[];
}

const LEAD_SECONDS = 0.4;
const TAIL_SECONDS = 2;
const WALKING_SPEED = 1.3;
const PASS_SPEED = 6.5;

export function makeWorld(spec: ShooterSpec): World {
  if (spec.shooter.hand === 'left') return reflectWorld(makeWorld(mirrorSpec(spec)), spec);
  const forms = formsOf(spec, random(spec.seed).fork('form'));
  const arrives = spec.walkIn / WALKING_SPEED;
  const passer = passerFor(spec);
  const times = shotTimes(spec, forms, arrives + LEAD_SECONDS, norm(passer) / PASS_SPEED);
  const last = times.at(-1);
  const durationSeconds = spec.video.durationSeconds ?? (last ? last.release : arrives + LEAD_SECONDS) + TAIL_SECONDS;
  const shooter = makeShooter({
    spec,
    forms,
    times,
    arrives,
    walkingSpeed: WALKING_SPEED,
    passer,
    until: Math.max(durationSeconds, last?.release ?? 0) + TAIL_SECONDS,
  });
  const radius = spec.court.ballDiameter / 2;
  const people = spec.people.map((person, i) => makeBystander(person, spec.seed + 1 + i, radius, durationSeconds));
  return {
    spec,
    durationSeconds,
    shooter: shooter.body,
    shots: shooter.shots,
    balls: [
      ...shooter.shots.map(({ route }): Ball => ({
        radius,
        freeFrom: route.release,
        at: (t) => (t >= route.from ? route.at(t) : null),
      })),
      ...people.flatMap(({ ball }): Ball[] => (ball ? [{ radius, freeFrom: Infinity, at: ball }] : [])),
      ...looseBalls(spec, durationSeconds),
    ],
    people: people.map((person) => person.body),
  };
}

function looseBalls(spec: ShooterSpec, until: number): Ball[] {
  const radius = spec.court.ballDiameter / 2;
  const around = { rimX: spec.court.distance, radius, basket: spec.court.basket };
  return spec.balls.map(({ x, y, velocityX, velocityY }) => {
    const path = simulate({ p: [x, y, radius], v: [velocityX, velocityY, 0] }, 0, until, around);
    return { radius, freeFrom: Infinity, at: path.at };
  });
}

/** The same events seen in a mirror along the line to the basket. */
function reflectWorld(world: World, spec: ShooterSpec): World {
  return {
    ...world,
    spec,
    shooter: (t) => reflectBody(world.shooter(t)),
    people: world.people.map((person) => (t) => reflectBody(person(t))),
    balls: world.balls.map((ball) => ({
      ...ball,
      at: (t) => {
        const p = ball.at(t);
        return p && reflectPoint(p);
      },
    })),
  };
}

/** Where passes come from: the first of these places, out of the camera's sight, that does not lie behind its back. */
function passerFor(spec: ShooterSpec): Vec3 {
  const rim = spec.court.distance;
  const places: Vec3[] = [
    [rim + 3.6, 0.8, 1.4],
    [rim + 2, 6, 1.4],
    [rim + 2, -6, 1.4],
    [0.5, 7, 1.4],
    [0.5, -7, 1.4],
    [-7, 1, 1.4],
  ];
  const camera = cameraOf(spec)(0);
  const outside = (p: Vec3): boolean => {
    const seen = project(camera, p);
    return !seen || !inView(camera, seen[0], seen[1]);
  };
  const clear = (p: Vec3): boolean => distance(p, camera.at) > 3;
  return places.find((p) => outside(p) && clear(p)) ?? places[0]!;
}

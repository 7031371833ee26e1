/** When the parts of each shot happen. */
import { minimumJerkInverse, minimumJerkSlope } from '../geometry/curve.ts';
import { GRAVITY } from '../ball/flight.ts';
import { dribbleCycle } from '../ball/dribble.ts';
import type { FormSpec, ShooterSpec } from '../spec/spec.ts';

/** Jumps below this are tiptoeing: a set shot. m */
const LEAST_JUMP = 0.02;
/** From the ball's lowest place to the set point, and down to it, seconds. */
const RAISE_SECONDS = 0.36;
const LOWER_SECONDS = 0.36;
export const GATHER_SECONDS = 0.38;
/** From the ball at the chest to the hand on top of it for the first dribble. */
const TO_DRIBBLE_SECONDS = 0.45;
export const ARM_DOWN_SECONDS = 0.55;

/** Times of one shot's motion, seconds from the release. */
export interface ShotShape {
  begins: number;
  dipFrom: number;
  dip: number;
  takeOffSpeed: number;
  /** Leaving the floor; of a set shot the top of the stretch. */
  top: number;
  lands: number;
  stands: number;
  armDipFrom: number;
  armLow: number;
  set: number;
  /** The elbow reaches its largest extension. */
  extended: number;
}

function shotShape(form: FormSpec): ShotShape {
  const jumps = form.jumpHeight >= LEAST_JUMP;
  const takeOffSpeed = jumps ? Math.sqrt(2 * GRAVITY * form.jumpHeight) : 0;
  const toApex = takeOffSpeed / GRAVITY;
  const top = jumps ? Math.min(0, form.releaseBeforeApex - toApex) : 0.03;
  // The push-off covers about 0.24 m from rest: the slower it ends, the longer it takes.
  const push = jumps ? Math.min(0.38, Math.max(0.26, 0.46 / takeOffSpeed)) : 0.42;
  const dip = top - push;
  const opening = form.elbowExtension - form.elbowAtSet;
  const part = minimumJerkInverse((form.elbowAtRelease - form.elbowAtSet) / opening);
  const openSeconds = (opening * minimumJerkSlope(part)) / form.elbowSpeed;
  const set = -part * openSeconds;
  const armLow = set - RAISE_SECONDS;
  const dipFrom = dip - form.dipSeconds;
  const armDipFrom = armLow - LOWER_SECONDS;
  const lands = top + 2 * toApex;
  return {
    begins: Math.min(dipFrom, armDipFrom),
    dipFrom,
    dip,
    takeOffSpeed,
    top,
    lands: jumps ? lands : top + 0.35,
    stands: jumps ? lands + 0.75 : top + 0.9,
    armDipFrom,
    armLow,
    set,
    extended: set + openSeconds,
  };
}

/** One shot on the clip's clock, seconds. */
export interface ShotTimes {
  /** A pass on its way; `null` where the ball is in the hands already. */
  pass: { from: number; caught: number } | null;
  /** The first dribble's cycle begins; `null` without dribbles. */
  dribble: { from: number; count: number; until: number } | null;
  /** The ball is brought before the chest until here. */
  held: number;
  release: number;
  /** The arm comes down. */
  lowered: number;
  shape: ShotShape;
}

/** `passSeconds`: how long a pass is on its way. */
export function shotTimes(
  spec: ShooterSpec,
  forms: readonly FormSpec[],
  firstBegins: number,
  passSeconds: number,
): ShotTimes[] {
  const cycle = dribbleCycle(spec.court.ballDiameter / 2);
  let clock = firstBegins;
  return spec.shots.map((shot, i) => {
    const form = forms[i]!;
    const shape = shotShape(form);
    const dribbles = Math.max(shot.dribbles, shot.start === 'dribble' ? 1 : 0);
    // A later shot needs another ball: somebody passes it.
    const passed = shot.start === 'catch' || i > 0;
    const pass = passed ? { from: clock, caught: clock + passSeconds } : null;
    if (pass) clock = pass.caught + GATHER_SECONDS;
    let dribble = null;
    if (dribbles > 0) {
      const from = clock + (pass || shot.start === 'hold' ? 0.1 + TO_DRIBBLE_SECONDS : 0);
      dribble = { from, count: dribbles, until: from + dribbles * cycle.period };
      clock = dribble.until + GATHER_SECONDS;
    }
    const held = clock;
    const release = held + shot.holdSeconds - shape.begins;
    const lowered = release + form.followThroughSeconds;
    clock = lowered + ARM_DOWN_SECONDS + spec.pauseSeconds;
    return { pass, dribble, held, release, lowered, shape };
  });
}

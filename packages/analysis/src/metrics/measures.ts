/** What definitions are built from: angles and leans at a moment, spans between moments, extremes over a window. */
import type { EventName, Moment, WithheldReason } from '@shotform/contracts';
import { UNKNOWN_VERTICAL_SD, VERTICAL_SD, type Role, type ShotContext } from './context.ts';
import type { Measure } from './definition.ts';
import {
  across,
  distance,
  interiorAngle,
  midpoint,
  quotient,
  scaled,
  tilt,
  widened,
  type Estimate,
  type Located,
} from './estimate.ts';

/** A quantity that can be asked for at any time; `null` where a joint it needs was not seen. */
export type Signal = (context: ShotContext, timeSeconds: number) => Estimate | null;
export type Place = (context: ShotContext, timeSeconds: number) => Located | null;

export const joint =
  (role: Role): Place =>
  (context, time) =>
    context.at(role, time);

export const middleOf =
  (a: Role, b: Role): Place =>
  (context, time) => {
    const [one, two] = [context.at(a, time), context.at(b, time)];
    return one && two && midpoint(one, two);
  };

/** The place in the view of frame 0: for what is compared over time. */
export const steadied =
  (place: Place): Place =>
  (context, time) => {
    const point = place(context, time);
    return point && context.steady(point, time);
  };

export const midShoulder = middleOf('shoulder', 'offShoulder');
export const midHip = middleOf('hip', 'offHip');

/** Interior angle a-vertex-c in the image. */
export const angle = (a: Place, vertex: Place, c: Place): Signal => {
  return (context, time) => {
    const [one, two, three] = [a(context, time), vertex(context, time), c(context, time)];
    return one && two && three && interiorAngle(one, two, three);
  };
};

/** Lean of `from` -> `to` against the vertical, the camera's roll taken out: + forward, or + towards the shooting side. */
export const lean = (from: Place, to: Place, towards: 'forward' | 'outward'): Signal => {
  return (context, time) => {
    const [one, two] = [from(context, time), to(context, time)];
    if (!one || !two) return null;
    const roll = context.draft.view.rollDegrees;
    const inPicture = tilt(one, two);
    const upright = { ...inPicture, value: inPicture.value - (roll ?? 0) };
    return scaled(widened(upright, 0, roll === null ? UNKNOWN_VERTICAL_SD : VERTICAL_SD), context[towards]);
  };
};

/** Distance between two places in the picture, px. */
export const gap = (a: Place, b: Place): Signal => {
  return (context, time) => {
    const [one, two] = [a(context, time), b(context, time)];
    return one && two && distance(one, two);
  };
};

/** Distance along the picture's rows, px. */
export const gapAcross = (a: Place, b: Place): Signal => {
  return (context, time) => {
    const [one, two] = [a(context, time), b(context, time)];
    if (!one || !two) return null;
    const estimate = across(one, two);
    return { ...estimate, value: Math.abs(estimate.value) };
  };
};

/** A width over that of the shoulders at the same time: a frontal view shortens both alike. */
export const overShoulders = (width: Signal): Signal => {
  const shoulders = gapAcross(joint('shoulder'), joint('offShoulder'));
  return (context, time) => {
    const [one, two] = [width(context, time), shoulders(context, time)];
    return one && two && two.value > 0 ? quotient(one, two) : null;
  };
};

/** The signal at an event; how much it changes within the event's own uncertainty is part of its error. */
export function atEvent(event: EventName, signal: Signal): Measure {
  return measureAt(event, (context, { timeSeconds: time, uncertaintySeconds: sd }) => {
    const estimate = signal(context, time);
    if (!estimate) return null;
    const steps = [-sd, sd].flatMap((step) => {
      const there = signal(context, time + step);
      return there ? [there.value - estimate.value] : [];
    });
    const timing = steps.length > 0 ? Math.hypot(...steps) / Math.sqrt(steps.length) : 0;
    return widened(estimate, timing, 0);
  });
}

/**
 * The signal at an event at which it turns around (the lowest knee, the set point's elbow): the middle of the parabola
 * through what lies within `TURN` of it, which is less noisy than the curve itself and, for a turn, not biased. When exactly
 * it turns does not matter to it.
 */
export function atTurn(event: EventName, signal: Signal): Measure {
  return measureAt(event, (context, { timeSeconds: time }) => {
    const middle = signal(context, time);
    if (!middle) return null;
    const around = turnOffsets.map((offset) => signal(context, time + context.media(offset))?.value ?? NaN);
    const value = middleOfParabola(turnOffsets, around);
    return Number.isNaN(value) ? middle : { ...middle, value, noise: TURN_NOISE * middle.noise };
  });
}

function measureAt(event: EventName, estimateAt: (context: ShotContext, moment: Moment) => Estimate | null): Measure {
  return (context) => {
    const moment = context.moment(event);
    if (!moment) return 'event_not_found';
    const { frame, timeSeconds: time } = moment;
    const estimate = estimateAt(context, moment);
    return estimate ? { estimate, frame, times: [time] } : unseen(context, time);
  };
}

/** Least squares; the offsets are symmetric about 0. */
export function middleOfParabola(offsets: readonly number[], values: readonly number[]): number {
  const sum = (term: (x: number, y: number) => number) => offsets.reduce((all, x, i) => all + term(x, values[i]!), 0);
  const [x2, x4] = [sum((x) => x ** 2), sum((x) => x ** 4)];
  return (sum((_, y) => y) * x4 - sum((x, y) => x ** 2 * y) * x2) / (offsets.length * x4 - x2 ** 2);
}

/** Seconds from one event to another. */
export function span(from: EventName, to: EventName, missing: WithheldReason = 'event_not_found'): Measure {
  return (context) => {
    const [start, end] = [context.moment(from), context.moment(to)];
    if (!start) return 'event_not_found';
    if (!end) return missing;
    return {
      estimate: {
        value: end.timeSeconds - start.timeSeconds,
        noise: Math.hypot(start.uncertaintySeconds, end.uncertaintySeconds),
        bias: 0,
      },
      frame: null,
      times: [start.timeSeconds, end.timeSeconds],
    };
  };
}

/** Seconds between the samples of a window. */
export const SAMPLE_STEP = 0.01;

/** A signal over a window; a sample where it was seen. */
export function sampled(
  context: ShotContext,
  signal: Signal,
  from: number,
  to: number,
): { time: number; estimate: Estimate }[] {
  const count = Math.min(MOST_SAMPLES, Math.max(0, Math.floor((to - from) / SAMPLE_STEP)));
  return Array.from({ length: count + 1 }, (_, i) => from + i * SAMPLE_STEP).flatMap((time) => {
    const estimate = signal(context, time);
    return estimate ? [{ time, estimate }] : [];
  });
}

/** Why something was not found at a time: not filmed, or not seen. */
export function unseen(context: ShotContext, timeSeconds: number): WithheldReason {
  const { times } = context.body;
  const filmed = timeSeconds >= (times[0] ?? Infinity) && timeSeconds <= (times.at(-1) ?? -Infinity);
  return filmed ? 'landmarks_unreliable' : 'not_in_clip';
}

/** The shooter's distance between the shoulders against the trunk's length: hidden in the views where it is needed. */
const SHOULDERS_TO_TRUNK = 0.65;

/** A distance in the picture, px, in shoulder widths. */
export function inShoulderWidths(context: ShotContext, pixels: Estimate): Estimate {
  return scaled(pixels, 1 / (SHOULDERS_TO_TRUNK * context.body.torso));
}

/**
 * A turn of the knee or the elbow is a parabola within this much to either side, seconds: of the spans tried on synthetic
 * shooters the one with the least error for both (`scripts/eval/derive/turn.ts`).
 */
const TURN = 0.1;
const turnOffsets = Array.from({ length: 21 }, (_, i) => ((i - 10) / 10) * TURN);
/** What white noise that went through the arm's low-pass keeps of itself in the parabola. */
const TURN_NOISE = 0.75;
/** Windows are seconds; a damaged clock must not turn one into hours. */
const MOST_SAMPLES = 1000;

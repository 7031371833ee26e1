import type { Body, Hand } from '../model.ts';
import { hands, jointAngles, side } from '../signals/joints.ts';
import { yawOf } from '../view/yaw.ts';

/** An arm that straightens while its hand is raised: what every shot does, and a few other things do too. */
export interface Extension {
  hand: Hand;
  /** Where the elbow is most bent before it straightens, and where it is straight again. */
  set: number;
  straight: number;
  /** Where the elbow passes the angle at which the ball leaves a shooting hand. */
  passes: number;
  /** Degrees from bent to straight, and degrees per second at `passes`. */
  amplitude: number;
  speed: number;
  /** Height of the wrist above the shoulder when straight, in trunk lengths. */
  reach: number;
  /** Visibility of the arm from `set` to `straight`, 0-1. */
  visibility: number;
}

const STEP = 1 / 60;
/** The wrist counts as raised this many trunk lengths above its shoulder. */
const RAISED = 0.1;
/** From the most bent elbow to the straight one, seconds; at half speed twice as long as it takes. */
const LONGEST = 0.7;
const LEAST_AMPLITUDE = 25;
/** The view is taken anew after this long, seconds. */
const VIEW_SPAN = 0.4;
/**
 * Part of the way from bent to straight at which the ball leaves: 140 degrees of an elbow that goes from 75 to 170.
 * A part and not an angle, because seen from in front or behind, and in the model's own depth, the angle is biased.
 */
const RELEASE_PART = 0.68;

interface Sample {
  time: number;
  elbow: number;
  reach: number;
}

/** All extensions of both arms of a body, in order of time; of overlapping ones of an arm the largest. */
export function findExtensions(body: Body): Extension[] {
  return hands.flatMap((hand) => largest(extensionsOf(body, hand))).sort((a, b) => a.passes - b.passes);
}

function largest(extensions: readonly Extension[]): Extension[] {
  const kept: Extension[] = [];
  for (const extension of [...extensions].sort((a, b) => b.amplitude - a.amplitude)) {
    if (kept.every((k) => extension.straight < k.set || extension.set > k.straight)) kept.push(extension);
  }
  return kept;
}

function extensionsOf(body: Body, hand: Hand): Extension[] {
  const samples = sample(body, hand);
  const found: Extension[] = [];
  let i = 0;
  while (i < samples.length) {
    const peak = nextPeak(samples, i);
    if (peak === null) break;
    const extension = extensionTo(samples, peak, body, hand);
    if (extension) found.push(extension);
    i = peak + 1;
  }
  return found;
}

/** The elbow on a regular grid; samples without a wrist or while it was not seen are left out. */
function sample(body: Body, hand: Hand): Sample[] {
  const arm = side[hand];
  const samples: Sample[] = [];
  let lateral = 0.5;
  let viewed = -Infinity;
  for (let time = body.times[0]!; time <= body.times.at(-1)!; time += STEP) {
    if (time - viewed > VIEW_SPAN) {
      viewed = time;
      const yaw = yawOf(body, time, time + VIEW_SPAN);
      lateral = yaw ? Math.sin((yaw.degrees * Math.PI) / 180) ** 2 : 0.5;
    }
    const angles = jointAngles(body, [arm.shoulder, arm.elbow, arm.wrist], time);
    const wrist = body.at(arm.wrist, time);
    const shoulder = body.at(arm.shoulder, time);
    if (!angles || !wrist || !shoulder) continue;
    // The image is the better the more it is seen from the side; the model's depth is never trusted alone, nor not at all.
    const flat = 0.2 + 0.6 * lateral;
    const elbow = flat * angles.image + (1 - flat) * angles.world;
    samples.push({ time, elbow, reach: (shoulder.y - wrist.y) / body.torso });
  }
  return samples;
}

/** The next local maximum of the elbow with a raised wrist. */
function nextPeak(samples: readonly Sample[], from: number): number | null {
  for (let i = Math.max(1, from); i < samples.length; i++) {
    const here = samples[i]!;
    if (here.reach < RAISED || here.elbow < samples[i - 1]!.elbow) continue;
    if (i === samples.length - 1 || samples[i + 1]!.elbow < here.elbow) return i;
  }
  return null;
}

function extensionTo(samples: readonly Sample[], peak: number, body: Body, hand: Hand): Extension | null {
  const top = samples[peak]!;
  let bend = peak;
  for (let i = peak - 1; i >= 0 && top.time - samples[i]!.time <= LONGEST; i--) {
    const here = samples[i]!;
    if (here.reach < -RAISED || here.elbow > top.elbow + 5) break;
    if (here.elbow < samples[bend]!.elbow) bend = i;
  }
  const bent = samples[bend]!;
  const amplitude = top.elbow - bent.elbow;
  if (amplitude < LEAST_AMPLITUDE) return null;
  const level = bent.elbow + RELEASE_PART * amplitude;
  let after = bend;
  while (samples[after]!.elbow < level) after++;
  const [a, b] = [samples[after - 1]!, samples[after]!];
  const slope = (b.elbow - a.elbow) / (b.time - a.time);
  return {
    hand,
    set: bent.time,
    straight: top.time,
    passes: a.time + (level - a.elbow) / slope,
    amplitude,
    speed: slope,
    reach: Math.max(...samples.slice(after, peak + 1).map((s) => s.reach)),
    visibility: visibilityOf(body, hand, bent.time, top.time),
  };
}

function visibilityOf(body: Body, hand: Hand, from: number, to: number): number {
  const arm = side[hand];
  let sum = 0;
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const time = from + part * (to - from);
    sum += Math.sqrt(body.visibility(arm.elbow, time) * body.visibility(arm.wrist, time)) / 5;
  }
  return sum;
}

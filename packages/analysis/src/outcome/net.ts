import type { Tracks } from '@shotform/contracts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { solveSymmetric } from '../signals/linear.ts';
import { clamp, median, quantile, sdFromMedian } from '../signals/statistics.ts';
import { LN_DIAMETER, type Approach } from './approach.ts';
import { told } from './told.ts';

/** A ball's middle in a net, which swings, is this near to the ring's axis, in half widths; under a ring it is this near. */
const WITHIN = 0.9;
const UNDER = 1.5;
/** The net hangs this far under the ring, and what comes out of it is still in line with it so far down, in half widths. */
const NET_DEPTH = [0.6, 3.5] as const;
/** One sighting in a net may be the net's. */
const FEWEST_UNDER = 2;
/** Of a diameter's logarithm, where too few sightings tell. */
const UNSURE_LN_DIAMETER = 0.12;
/** Standard error of where a ball is seen, in diameters. */
const CENTRE_SD = 0.06;
/** Sightings under the ring from which its fall there is read: no further off and down than this, in half widths. */
const FEWEST_FALLING = 4;
const BESIDE = 1.5;
const FALLING = 2.3;
/** A net in which nothing moved and one that a ball went through, by its movement after the ball is gone from it. */
const NET_MOVES = [0.05, 0.35] as const;
/** Of a net smaller than this, px of half its ring, the cords are not seen one by one, and hardly that they are still. */
const NET_SEEN = 50;
/** A ball is gone from the picture of the net, and from that which it is compared with, so long after, seconds. */
const GONE = [0.09, 0.5] as const;
/** The ball is looked for over the net from so long before it comes to the ring, and is gone, unseen, so long after. */
const BEFORE = 0.2;
const IN_NET_SECONDS = 0.35;
/** What is the net's, as its movement is watched: this much of the ring's width, this many half widths down. */
const NET_BOX = { width: 0.85, length: 1.6 } as const;

/** A ball that went through is next seen in the net and under it; one that did not, beside, before or behind it. */
export function inNet(path: readonly Sighting[], ring: Ring, { time, locate, variance }: Approach): number {
  const foreshortened = ring.a * Math.sqrt(1 - Math.min(0.9, ring.b / ring.a) ** 2);
  const under = path.filter((s) => {
    const { below } = inRing(ring, s.x, s.y);
    return s.time > time && below > NET_DEPTH[0] * foreshortened && below < NET_DEPTH[1] * foreshortened;
  });
  // Behind cords a ball's size is seen badly, and each time otherwise.
  const logs = under.map((s) => Math.log(s.diameter));
  const scatter = sdFromMedian(logs.slice(1).map((log, i) => Math.abs(log - logs[i]!))) / Math.SQRT2;
  const lnSd = Math.max(LN_DIAMETER, logs.length > 2 ? scatter : UNSURE_LN_DIAMETER);
  const each = under.map((s) => {
    const { across, away, perLnDiameter } = locate(s);
    const depth = variance.middle + perLnDiameter ** 2 * (lnSd ** 2 + variance.lnSize);
    const off = { across, away, variance: { across: variance.middle, away: depth } };
    return told(off, WITHIN, { across: UNDER, away: UNDER });
  });
  // What errs in one errs in all: they tell no more together than each.
  return each.length < FEWEST_UNDER ? 0 : median(each);
}

/** Whether the ball falls on freely under the ring, whatever it met before, or as in a net: by its acceleration there. */
export function braked(path: readonly Sighting[], ring: Ring, { time, gravity }: Approach): number {
  const there = path.flatMap((s) => {
    const { across, below } = inRing(ring, s.x, s.y);
    const under = s.time >= time && Math.abs(across) < BESIDE && below < FALLING * ring.a;
    return under ? [{ t: s.time - time, y: below, d: s.diameter }] : [];
  });
  if (there.length < FEWEST_FALLING) return 0;
  const fall = parabola(there);
  if (!fall) return 0;
  const sd = (CENTRE_SD * median(there.map(({ d }) => d)) * fall.sd) / gravity;
  // Half of gravity lies between the two; what is known no better than that tells nothing.
  return clamp(1 - (2 * fall.value) / gravity, 0, 1) / (1 + (2 * sd) ** 2);
}

/** Second derivative of y by least squares, with its standard error for errors of 1 in y. */
function parabola(points: readonly { t: number; y: number }[]): { value: number; sd: number } | null {
  const mean = points.reduce((sum, { t }) => sum + t, 0) / points.length;
  const a = new Float64Array(9);
  const b = new Float64Array(3);
  for (const { t, y } of points) {
    const powers = [1, t - mean, (t - mean) ** 2 / 2];
    powers.forEach((p, i) => {
      b[i]! += p * y;
      powers.forEach((q, j) => (a[3 * i + j]! += p * q));
    });
  }
  const solved = solveSymmetric(a, b);
  return solved && { value: solved.x[2]!, sd: Math.sqrt(Math.max(0, solved.inverse[8]!)) };
}

/** The net swings on once the ball, which itself looks like movement of it, is gone. */
export function netMotion(
  tracks: Tracks,
  path: readonly Sighting[],
  ring: Ring,
  { time }: Approach,
  pace: number,
): number {
  const times = tracks.video.timesSeconds;
  const over = path.filter((s) => s.time > time - BEFORE / pace && isOverNet(ring, s));
  const came = over[0]?.time ?? time;
  const left = over.at(-1)?.time ?? time + IN_NET_SECONDS / pace;
  const motions = (from: number, to: number) =>
    tracks.frames.flatMap(({ netMotion }, i) =>
      netMotion !== null && times[i]! >= from && times[i]! <= to ? [netMotion] : [],
    );
  const after = motions(left + GONE[0] / pace, left + GONE[1] / pace);
  const earlier = motions(came - 1.2 / pace, came - GONE[0] / pace);
  if (after.length < 2) return 0;
  // Where nothing is seen before, a net is calm at times, and a shaken picture never.
  const calm = earlier.length < 3 ? quantile(motions(-Infinity, Infinity), 0.1) : median(earlier);
  // In a shaken picture everything moves: what it does anyway is no news.
  const rise = median(after) - calm;
  const shaken = Math.max(0, 1 - calm / NET_MOVES[1]);
  const moves = clamp((2 * (rise - NET_MOVES[0])) / (NET_MOVES[1] - NET_MOVES[0]) - 1, -1, 1);
  return shaken * (moves < 0 ? moves * Math.min(1, ring.a / NET_SEEN) ** 2 : moves);
}

function isOverNet(ring: Ring, { x, y, diameter }: Sighting): boolean {
  const { across, below } = inRing(ring, x, y);
  const room = diameter / 2;
  const beside = Math.abs(across) * ring.a < NET_BOX.width * ring.a + room;
  return beside && below > ring.b - room && below < ring.b + NET_BOX.length * ring.a + room;
}

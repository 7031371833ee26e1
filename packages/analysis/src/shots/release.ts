import type { Shot, Tracks } from '@shotform/contracts';
import { distanceToHands, heldBetween, type Hands, type HeldSighting } from '../ball/held.ts';
import type { Departure } from '../ball/departure.ts';
import type { Launch } from '../ball/launch.ts';
import type { Sightings } from '../ball/sightings.ts';
import type { Hand } from '../model.ts';
import { timeOf, type Attempt } from '../people/attempt.ts';
import { clamp, median } from '../signals/statistics.ts';
import type { BallEvidence } from './evidence.ts';

/** A release and its standard error, seconds. */
interface Estimate {
  time: number;
  sd: number;
  source: Shot['release']['source'];
}

/** The ball has left when it is this much further from the hand than it was while held, in its diameters. */
const GAP = 0.55;
/** Distance of a held ball's centre from the fingers' middle where no held ball was seen, in its diameters. */
const USUAL_PLATEAU = 0.45;
/** Before the release: the span whose distances make the plateau, seconds. */
const PLATEAU_SPAN = [-0.3, -0.04] as const;
/** The ball leaves within this time of where the arms say, seconds. */
const WINDOW = 0.2;
/** The elbow's angle at release differs from shooter to shooter by about 15 degrees. */
const ELBOW_SD = 15;
/** The pose's and the ball's place are this wrong about the hand, in diameters. */
const PLACE_SD = 0.2;
const STEP = 0.002;
/** Times are no better than this, seconds: fingers let go one after the other. */
const LEAST_SD = 0.008;
/** Seen in the hand and out of it within this time, seconds, the ball itself tells and not its flight. */
const SEEN_LEAVING = 0.08;

/**
 * When the ball leaves the hand. Three tell: the ball's distance from the hands leaving its plateau between two sightings,
 * its flight followed back to the hands, and the elbow straightening past the angle of release; each counts as far as it
 * is sure.
 *
 * @param hand the shooting hand; its arm tells
 */
export function timeRelease(
  attempt: Attempt,
  hand: Hand,
  sightings: Sightings,
  hands: Hands,
  ball: Pick<BallEvidence, 'launch' | 'custody'>,
): Estimate {
  const pose = fromArms(attempt, hand);
  const { launch, custody } = ball;
  const seen = launch
    ? fromLaunch(attempt.time, sightings, hands, launch)
    : custody.departure && fromDeparture(sightings, hands, custody.departure);
  if (!seen) return notBefore(pose, custody.heldUntil);
  const [wp, wb] = [pose.sd ** -2, seen.sd ** -2];
  return { time: (pose.time * wp + seen.time * wb) / (wp + wb), sd: (wp + wb) ** -0.5, source: seen.source };
}

/** The release as a moment: the first frame that shows the ball gone, or the last there is. */
export function releaseMoment(tracks: Tracks, { time, sd, source }: Estimate): Shot['release'] {
  const times = tracks.video.timesSeconds;
  const after = times.findIndex((t) => t >= time);
  return {
    frame: after < 0 ? times.length - 1 : after,
    timeSeconds: time,
    uncertaintySeconds: sd,
    source,
  };
}

function fromArms({ extensions, body }: Attempt, hand: Hand): Estimate {
  const own = extensions.find((e) => e.hand === hand) ?? extensions[0]!;
  const picture = 1 / Math.max(1, body.effectiveFps);
  const sd = Math.hypot(ELBOW_SD / Math.max(100, own.speed), picture / 2, 0.02) / Math.max(0.3, own.visibility);
  return { time: timeOf(extensions, hand), sd, source: 'pose' };
}

function fromLaunch(about: number, sightings: Sightings, hands: Hands, launch: Launch): Estimate {
  const first = launch.sightings[launch.sightings.length - launch.free]!;
  const before = heldBetween(sightings, hands, about + PLATEAU_SPAN[0], first.time - 1e-6);
  const level = plateau(before, about) + GAP;
  const distance = (time: number) => distanceToHands(launch.arc.at(time), hands.places(time), hands.diameter);
  // Back along the flight from its first free sighting, until it is at the hands.
  const earliest = before.findLast((h) => h.distance < level)?.sighting.time ?? first.time - WINDOW;
  let time = first.time;
  while (time > earliest && distance(time) > level) time -= STEP;
  const speed = (distance(time + 0.03) - distance(time)) / 0.03;
  const bracket = first.time - Math.max(earliest, first.time - WINDOW);
  const place = Math.hypot(PLACE_SD, launch.arc.sdAt(time) / hands.diameter);
  const sd = Math.hypot(Math.min(bracket / Math.sqrt(12), place / Math.max(1, speed)), LEAST_SD);
  return { time: clamp(time, earliest, first.time), sd, source: bracket < SEEN_LEAVING ? 'ball' : 'flight' };
}

/** Without a flight: the ball is followed out of the hands. */
function fromDeparture(sightings: Sightings, hands: Hands, { sightings: seen, distances, out }: Departure): Estimate {
  const about = seen[out]!.time;
  const level = plateau(heldBetween(sightings, hands, about + PLATEAU_SPAN[0], about), about) + GAP;
  let after = distances.findLastIndex((d, i) => i < out && d <= level) + 1;
  while (after < seen.length - 1 && distances[after]! <= level) after++;
  after = Math.max(1, after);
  const [a, b] = [seen[after - 1]!, seen[after]!];
  const [da, db] = [distances[after - 1]!, distances[after]!];
  const bracket = b.time - a.time;
  const slope = Math.max(1, (db - da) / bracket);
  const part = clamp((level - da) / Math.max(1e-6, db - da), 0, 1);
  const sd = Math.hypot(Math.min(bracket / Math.sqrt(12), PLACE_SD / slope), LEAST_SD);
  return { time: a.time + part * bracket, sd, source: 'ball' };
}

/** With a ball that is lost while in the hands (it leaves the picture with them): not before it was last seen there. */
function notBefore({ time, sd, source }: Estimate, heldUntil: number | null): Estimate {
  return heldUntil === null || time > heldUntil
    ? { time, sd, source }
    : { time: heldUntil + LEAST_SD, sd: sd / 2, source };
}

function plateau(held: readonly HeldSighting[], about: number): number {
  const distances = held
    .filter(({ sighting: { time } }) => time > about + PLATEAU_SPAN[0] && time < about + PLATEAU_SPAN[1])
    .map((h) => h.distance);
  return distances.length >= 2 ? Math.min(median(distances), 2 * USUAL_PLATEAU) : USUAL_PLATEAU;
}

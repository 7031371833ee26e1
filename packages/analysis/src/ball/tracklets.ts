import type { Sighting, Sightings } from './sightings.ts';

/** Sightings that follow each other as one thing's would, at most one per picture, in order of time. */
export type Tracklet = readonly Sighting[];

/** Candidates less believed than this are in no tracklet. */
const LEAST_CONFIDENCE = 0.15;
/** A tracklet unseen for longer than this has ended, seconds. */
const LONGEST_GAP = 0.12;
/** Nothing goes faster than this, diameters per second: 17 m/s. */
const MOST_SPEED = 70;
/** A ball in moving hands may leave its straight way by this much in a picture, in diameters, and this much per second. */
const WANDER = 0.8;
const WANDER_SPEED = 12;
/** Costs, in diameters off the way, of a size or a belief that changes by its whole. */
const SIZE_COST = 1;
const BELIEF_COST = 0.7;
/** Cost of a way that is not known yet, per diameter: what is known to go somewhere goes there first. */
const UNKNOWN_COST = 0.4;

interface Link {
  track: Sighting[];
  sighting: Sighting;
  cost: number;
}

/** Links all candidates of a clip to tracklets, cheapest links first; those of one sighting are left out. */
export function linkTracklets(sightings: Sightings): Tracklet[] {
  const all: Sighting[][] = [];
  let live: Sighting[][] = [];
  // Damaged clocks show many pictures at once.
  for (const time of new Set(sightings.pictures)) {
    live = live.filter((track) => time - track.at(-1)!.time <= LONGEST_GAP);
    const here = sightings.between(time, time).filter((s) => s.confidence >= LEAST_CONFIDENCE);
    const links = live.flatMap((track) => here.flatMap((sighting) => linkOf(track, sighting) ?? []));
    links.sort((a, b) => a.cost - b.cost);
    const used = new Set<Sighting | Sighting[]>();
    for (const { track, sighting } of links) {
      if (used.has(track) || used.has(sighting)) continue;
      used.add(track);
      used.add(sighting);
      track.push(sighting);
    }
    for (const sighting of here) {
      if (used.has(sighting)) continue;
      const begun = [sighting];
      all.push(begun);
      live.push(begun);
    }
  }
  return all.filter((track) => track.length > 1);
}

function linkOf(track: Sighting[], sighting: Sighting): Link | null {
  const last = track.at(-1)!;
  const gap = sighting.time - last.time;
  const diameter = (last.diameter + sighting.diameter) / 2;
  const size = Math.abs(Math.log(sighting.diameter / last.diameter));
  const step = Math.hypot(sighting.x - last.x, sighting.y - last.y) / diameter;
  if (gap <= 0 || size > 0.6 || step > MOST_SPEED * gap) return null;
  const way = wayOff(track, sighting, diameter);
  if (way !== null && way > WANDER + WANDER_SPEED * gap) return null;
  const cost =
    (way ?? UNKNOWN_COST * step) + SIZE_COST * size + BELIEF_COST * Math.abs(sighting.confidence - last.confidence);
  return { track, sighting, cost };
}

/** How far a sighting lies from where the tracklet's last two lead, in diameters; `null` where it has but one. */
function wayOff(track: readonly Sighting[], sighting: Sighting, diameter: number): number | null {
  const last = track.at(-1)!;
  const previous = track.at(-2);
  if (!previous) return null;
  const part = (sighting.time - last.time) / (last.time - previous.time);
  const x = last.x + part * (last.x - previous.x);
  const y = last.y + part * (last.y - previous.y);
  return Math.hypot(sighting.x - x, sighting.y - y) / diameter;
}

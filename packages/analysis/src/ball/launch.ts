import { fitArc, type Arc } from './arc.ts';
import type { Sighting, Sightings } from './sightings.ts';
import { BALL_METRES, GRAVITY } from './constants.ts';

/** Where to look for a ball that flies up out of somebody's raised hands. */
export interface LaunchSearch {
  /** The release lies in this span of time. */
  from: number;
  to: number;
  /** The ball's diameter at the shooter's, px: what a trunk's length lets expect. */
  diameter: number;
  /** Steadied places of the hands at a time; empty where they are not known. */
  hands(time: number): readonly { x: number; y: number }[];
  /** Optical axis, px. */
  centre: { x: number; y: number };
}

/** A flight that begins at the hands. */
export interface Launch {
  arc: Arc;
  /** When the flight, followed backwards, is at the hands. */
  leaves: number;
  /** The flight's sightings in order of time, one per picture at most. */
  sightings: readonly Sighting[];
  /** How many of them, from the last back, are clear of the hands: a ball being lifted rises too. */
  free: number;
  /** What speaks for it: about the number of free sightings, as far as each is believed. */
  support: number;
}

/** The first piece of a flight is sought within this time, seconds; at half speed it is still well bent. */
const SEED_SPAN = 0.35;
/** The first sighting follows the release within this time. */
const FIRST_SIGHT = 0.25;
/** A flight is followed this long without a sighting. */
const LONGEST_GAP = 0.6;
/** How near the flight comes to the hands, in diameters: the ball's radius, the palm and the pose's error. */
const HAND_REACH = 1.6;
/** A ball further than this from the hands, in diameters, is not held. */
const CLEAR = 1.5;
const FEWEST_FREE = 3;
/** A picture without a sighting takes this much from a flight: true ones are seen in most of theirs. */
const MISSED = 0.3;
/** Pictures per second that each count. */
const MOST_PICTURES = 30;
/** Candidates less believed than this begin no flight. */
const LEAST_CONFIDENCE = 0.1;
/** A ball shot up rises at least this fast when it leaves, diameters per second: 1.5 m/s, or 3 m/s at half speed. */
const LEAST_RISE = 6;
/** Gravity may look this much smaller or larger: slow motion, fast playback, diameters read wrong. */
const GRAVITY_RANGE = [0.1, 6] as const;
/** Diameters by which a sighting may lie off a flight. */
const SEED_GATE = 0.35;
const GATE = 0.5;
/** Free sightings on a flight within this time before it is at the hands, as believed: more, and it came from elsewhere. */
const ARRIVAL = 0.25;
const MOST_ARRIVING = 1.2;
const MOST_SEEDS = 12;
/** Seconds between the pictures that seeds are taken from. */
const SEED_SPACING = 0.03;
const MOST_PER_PICTURE = 5;

/** The best supported flight that rises from the hands; `null` where there is none of at least three sightings. */
export function findLaunch(sightings: Sightings, given: LaunchSearch): Launch | null {
  const search = { ...given, hands: remembered(given.hands) };
  const launches = seeds(sightings, search).flatMap((seed) => {
    const launch = follow(sightings, search, seed);
    return launch ? [launch] : [];
  });
  return launches.reduce<Launch | null>((best, l) => (!best || l.support > best.support ? l : best), null);
}

/** Hands are asked for at the same times again and again, and do not go far in 5 ms. */
function remembered(hands: LaunchSearch['hands']): LaunchSearch['hands'] {
  const known = new Map<number, ReturnType<typeof hands>>();
  return (time) => {
    const key = Math.round(time * 200);
    let places = known.get(key);
    if (!places) known.set(key, (places = hands(key / 200)));
    return places;
  };
}

/** Free sightings that agree, as far as each is believed, less those that should have been made. */
function supportOf(arc: Arc, sightings: readonly Sighting[], free: number, pictures: number): number {
  const first = sightings.length - free;
  const agreeing = sightings.reduce((sum, s, i) => sum + (i < first ? 0 : s.confidence * arc.weights[i]!), 0);
  return agreeing - MISSED * (pictures - sightings.length);
}

interface Seed {
  points: readonly [Sighting, Sighting, Sighting];
  count: number;
}

/** Triples of sightings that a ball thrown up from the hands could be, those with most company first. */
function seeds(sightings: Sightings, search: LaunchSearch): Seed[] {
  const { diameter } = search;
  const around = thinned(sightings, search).filter(
    (s) => s.diameter > 0.5 * diameter && s.diameter < 1.6 * diameter && s.confidence >= LEAST_CONFIDENCE,
  );
  const free = new Set(around.filter((s) => !nearHands(s, search)));
  const found: Seed[] = [];
  for (let i = 0; i < around.length; i++) {
    const a = around[i]!;
    if (a.time > search.to + FIRST_SIGHT) break;
    for (let k = i + 2; k < around.length; k++) {
      const c = around[k]!;
      if (c.time - a.time > SEED_SPAN) break;
      if (c.time === a.time || !free.has(c) || !alike(a, c) || Math.hypot(c.x - a.x, c.y - a.y) < 0.5 * a.diameter)
        continue;
      for (let j = i + 1; j < k; j++) {
        const b = around[j]!;
        if (b.time === a.time || b.time === c.time || !alike(a, b)) continue;
        const parabola = through(a, b, c);
        if (!parabola || !risesFromHands(parabola, a, search)) continue;
        found.push({ points: [a, b, c], count: company(parabola, free, a) });
      }
    }
  }
  found.sort((p, q) => q.count - p.count);
  return different(found);
}

/** The most believed candidates of pictures that are some time apart: triples are many, and fast cameras add no news. */
function thinned(sightings: Sightings, search: LaunchSearch): Sighting[] {
  const kept: Sighting[] = [];
  let last = -Infinity;
  for (const time of sightings.picturesBetween(search.from - 0.05, search.to + FIRST_SIGHT + SEED_SPAN)) {
    if (time - last < SEED_SPACING) continue;
    last = time;
    const here = [...sightings.between(time, time)].sort((a, b) => b.confidence - a.confidence);
    kept.push(...here.slice(0, MOST_PER_PICTURE));
  }
  return kept;
}

function alike(a: Sighting, b: Sighting): boolean {
  const ratio = a.diameter / b.diameter;
  return ratio > 0.55 && ratio < 1.8;
}

/** One seed for each group of sightings: seeds that share two of three points lead to the same flight. */
function different(found: readonly Seed[]): Seed[] {
  const kept: Seed[] = [];
  for (const seed of found) {
    const known = kept.some((k) => seed.points.filter((p) => k.points.includes(p)).length >= 2);
    if (!known) kept.push(seed);
    if (kept.length === MOST_SEEDS) break;
  }
  return kept;
}

interface Parabola {
  time: number;
  x: number;
  vx: number;
  y: number;
  vy: number;
  g: number;
}

/** Uniform along x, uniformly accelerated along y, through a and c exactly; `null` where that is no free fall. */
function through(a: Sighting, b: Sighting, c: Sighting): Parabola | null {
  const span = c.time - a.time;
  const t = b.time - a.time;
  const vx = (c.x - a.x) / span;
  if (Math.abs(a.x + vx * t - b.x) > SEED_GATE * a.diameter) return null;
  const chord = (c.y - a.y) / span;
  const g = (2 * (chord - (b.y - a.y) / t)) / (span - t);
  const expected = (GRAVITY / BALL_METRES) * a.diameter;
  // A short span says little of the curvature: the middle point must fit some gravity of the range, not its own.
  const slack = (2 * 2 * SEED_GATE * a.diameter) / (t * (span - t));
  const [low, high] = GRAVITY_RANGE.map((r) => r * expected) as [number, number];
  if (g < low - slack || g > high + slack) return null;
  const used = Math.min(high, Math.max(low, g));
  return { time: a.time, x: a.x, vx, y: a.y, vy: chord - (used * span) / 2, g: used };
}

function place(p: Parabola, time: number): { x: number; y: number } {
  const t = time - p.time;
  return { x: p.x + p.vx * t, y: p.y + p.vy * t + (p.g / 2) * t * t };
}

function risesFromHands(p: Parabola, first: Sighting, search: LaunchSearch): boolean {
  for (let back = 0; back <= FIRST_SIGHT; back += 0.02) {
    const time = first.time - back;
    if (time < search.from - 0.05 || p.vy - p.g * back > -LEAST_RISE * first.diameter) continue;
    const { x, y } = place(p, time);
    if (search.hands(time).some((h) => Math.hypot(h.x - x, h.y - y) < HAND_REACH * first.diameter)) return true;
  }
  return false;
}

/** The free sightings on the parabola within the seed's span, one per picture, as far as each is believed. */
function company(p: Parabola, free: ReadonlySet<Sighting>, first: Sighting): number {
  const pictures = new Map<number, number>();
  for (const s of free) {
    if (s.time < first.time || s.time > first.time + SEED_SPAN) continue;
    const { x, y } = place(p, s.time);
    if (Math.hypot(s.x - x, s.y - y) > SEED_GATE * first.diameter || !alike(s, first)) continue;
    pictures.set(s.frame, Math.max(s.confidence, pictures.get(s.frame) ?? 0));
  }
  return [...pictures.values()].reduce((sum, confidence) => sum + confidence, 0);
}

/** Fits the seed, takes in what agrees with it, forwards and back to the hands, and fits again until nothing is new. */
function follow(all: Sightings, search: LaunchSearch, seed: Seed): Launch | null {
  let members: Sighting[] = [...seed.points];
  let arc = fitArc(members, search.centre);
  for (let round = 0; arc && round < 10; round++) {
    const leaves = leaving(arc, members[0]!.time, search);
    if (leaves === null) return null;
    const next = agreeing(all, arc, leaves, members.at(-1)!.time + LONGEST_GAP);
    if (next.length < 3) return null;
    const same = next.length === members.length && next.every((s, i) => s === members[i]);
    members = next;
    arc = fitArc(members, search.centre);
    if (same) break;
  }
  const leaves = arc && leaving(arc, members[0]!.time, search);
  if (!arc || leaves === null) return null;
  const last = members.at(-1)!.time;
  const held = members.findLastIndex((s) => nearHands(s, search));
  const free = members.length - 1 - held;
  if (free < FEWEST_FREE) return null;
  if (comesFromElsewhere(all, arc, leaves, search)) return null;
  const pictures = all.picturesBetween(members[0]!.time, last).length;
  // Fast cameras see the same moment many times.
  const news = Math.min(1, (MOST_PICTURES * (last - members[0]!.time)) / pictures);
  return { arc, leaves, sightings: members, free, support: news * supportOf(arc, members, free, pictures) };
}

/** A ball that was on the same flight before it came to the hands passes them by, or is caught. */
function comesFromElsewhere(all: Sightings, arc: Arc, leaves: number, search: LaunchSearch): boolean {
  const before = agreeing(all, arc, leaves - ARRIVAL, leaves - 0.04).filter((s) => !nearHands(s, search));
  return before.reduce((sum, s) => sum + s.confidence, 0) > MOST_ARRIVING;
}

function nearHands(s: Sighting, search: LaunchSearch): boolean {
  return search.hands(s.time).some((h) => Math.hypot(h.x - s.x, h.y - s.y) < CLEAR * search.diameter);
}

/** When the flight is nearest the hands, at or before its first sighting, still rising; `null` where it passes them by. */
function leaving(arc: Arc, first: number, search: LaunchSearch): number | null {
  let best = Infinity;
  let when: number | null = null;
  for (let back = -0.03; back <= FIRST_SIGHT; back += 0.005) {
    const time = first - back;
    if (time < search.from - 0.05 || time > search.to + 0.05) continue;
    const { x, y, diameter } = arc.at(time);
    if (arc.velocityAt(time).y > -LEAST_RISE * 0.7 * diameter) continue;
    for (const hand of search.hands(time)) {
      const away = Math.hypot(hand.x - x, hand.y - y) / diameter;
      if (away < best && away < HAND_REACH) [best, when] = [away, time];
    }
  }
  return when;
}

/** The sighting nearest the flight in each picture of a span, where one is on it. */
function agreeing(all: Sightings, arc: Arc, from: number, to: number): Sighting[] {
  const found: Sighting[] = [];
  let off = Infinity;
  for (const s of all.between(from, to)) {
    const { x, y, diameter } = arc.at(s.time);
    const ratio = s.diameter / diameter;
    if (ratio < 0.5 || ratio > 2) continue;
    const away = Math.hypot(s.x - x, s.y - y);
    if (away > GATE * diameter + Math.min(diameter, 1.5 * arc.sdAt(s.time))) continue;
    const before = found.at(-1);
    if (before?.frame !== s.frame) found.push(s);
    else if (away < off) found[found.length - 1] = s;
    else continue;
    off = away;
  }
  return found;
}

import type { PersonPose, Tracks } from '@shotform/contracts';
import { landmark, type Body, type Landmark, type Point, type Point3 } from '../model.ts';
import { smoothCurve, type Curve } from './curve.ts';
import { LANDMARK_STRIDE, LANDMARKS, WORLD_STRIDE } from './layout.ts';
import { newPictures } from './pictures.ts';
import { indexBefore } from './spline.ts';
import { clamp, median } from './statistics.ts';

/** Cut-offs of the low-pass, Hz: gait and shooting live below 6 Hz, the shooting arm below 12 (Winter 2009). */
const BODY_CUTOFF = 6;
const ARM_CUTOFF = 12;
/** A person unseen for longer than this starts a new run, seconds. */
const LONGEST_GAP = 0.5;
/** A trunk may lie this many of its lengths from where it was last, and this many more for every second since. */
const STEP = 0.5;
const STEPS_PER_SECOND = 4;
/** A trunk shortens when it leans, but not to less than this part from one sight to the next. */
const LEAST_LENGTH = 0.55;
/** Nothing is said of a landmark further than this from where it was seen, seconds. */
const REACH = 0.1;
/** Samples closer to the curve than this part of the trunk are never outliers. */
const TOLERANCE = 0.12;
/** A trunk of a standing adult, metres: the world frame's counterpart of `torso`. */
const TORSO_METRES = 0.5;
const FEWEST_PICTURES = 5;
/** Places further off than this, px or m, are nonsense that must not overflow. */
const FARTHEST = 1e5;

interface Sample {
  frame: number;
  time: number;
  pose: PersonPose;
  trunk: Trunk;
}

interface Trunk {
  x: number;
  y: number;
  length: number;
}

/**
 * The people of a clip as smooth curves, in order of their first frame. One body is one unbroken run: what stands where
 * a person stood just before, and is as large, is that person, whatever number it was given; a pose that leaps away from
 * its person (the model was misled) is left out, and after a cut or a long absence a new run begins. `person` is the
 * number that most of the run had.
 */
export function buildBodies(tracks: Tracks): Body[] {
  return runsOf(tracks)
    .filter((run) => run.length >= FEWEST_PICTURES)
    .map((run) => bodyOf(tracks, run))
    .sort((a, b) => a.first - b.first);
}

function runsOf(tracks: Tracks): Sample[][] {
  const isNew = newPictures(tracks);
  const runs: Sample[][] = [];
  let live: Sample[][] = [];
  tracks.frames.forEach((frame, i) => {
    const time = tracks.video.timesSeconds[i]!;
    live = live.filter((run) => time - run.at(-1)!.time <= LONGEST_GAP);
    const taken = new Set<Sample[]>();
    for (const pose of frame.pose) {
      const sample = { frame: i, time, pose, trunk: trunkOf(pose) };
      const run = continued(live, sample, taken);
      if (!run) {
        const begun = [sample];
        runs.push(begun);
        live.push(begun);
        taken.add(begun);
      } else {
        taken.add(run);
        const last = run.at(-1)!;
        // A still picture's repeats carry no news, but a scene that stays still for long was seen all the while.
        if (time > last.time && (isNew[i] || time - last.time >= REACH / 2)) run.push(sample);
      }
    }
  });
  return runs;
}

/** The run that a sample goes on with: of those it may, the one with its number, else the nearest. */
function continued(live: readonly Sample[][], sample: Sample, taken: ReadonlySet<Sample[]>): Sample[] | undefined {
  let best: Sample[] | undefined;
  let least = Infinity;
  for (const run of live) {
    const last = run.at(-1)!;
    const gap = sample.time - last.time;
    if (taken.has(run)) continue;
    const length = Math.max(last.trunk.length, sample.trunk.length);
    const away = Math.hypot(last.trunk.x - sample.trunk.x, last.trunk.y - sample.trunk.y) / length;
    const ratio = Math.min(last.trunk.length, sample.trunk.length) / length;
    if (!(away < STEP + STEPS_PER_SECOND * gap && ratio > LEAST_LENGTH)) continue;
    const cost = away + (last.pose.person === sample.pose.person ? 0 : STEP + STEPS_PER_SECOND * LONGEST_GAP);
    if (cost < least) [best, least] = [run, cost];
  }
  return best;
}

function trunkOf(pose: PersonPose): Trunk {
  const coordinate = (which: Landmark, axis: number) =>
    clamp(pose.landmarks[which * LANDMARK_STRIDE + axis]!, -FARTHEST, FARTHEST);
  const middle = (a: Landmark, b: Landmark, axis: number) => (coordinate(a, axis) + coordinate(b, axis)) / 2;
  const [sx, sy] = [0, 1].map((axis) => middle(landmark.leftShoulder, landmark.rightShoulder, axis));
  const [hx, hy] = [0, 1].map((axis) => middle(landmark.leftHip, landmark.rightHip, axis));
  return { x: (sx! + hx!) / 2, y: (sy! + hy!) / 2, length: Math.hypot(sx! - hx!, sy! - hy!) };
}

function bodyOf(tracks: Tracks, run: readonly Sample[]): Body {
  const first = run[0]!.frame;
  const last = run.at(-1)!.frame;
  const times = Float64Array.from(tracks.video.timesSeconds.slice(first, last + 1));
  const sampleTimes = Float64Array.from(run, (s) => s.time);
  const span = sampleTimes.at(-1)! - sampleTimes[0]!;
  const torso = median(run.map((s) => s.trunk.length));
  const trust = lazily((which) => Float64Array.from(run, (s) => visibilityOf(s.pose, which)));
  const read = (field: 'landmarks' | 'world', stride: number, axes: number, which: Landmark) =>
    Array.from({ length: axes }, (_, axis) =>
      Float64Array.from(run, (s) => clamp(s.pose[field][which * stride + axis]!, -FARTHEST, FARTHEST)),
    );
  const curve = (values: readonly Float64Array[], which: Landmark, length: number) =>
    smoothCurve({ times: sampleTimes, values, trust: trust(which) }, cutoffOf(which), TOLERANCE * length);
  const image = lazily((which) => curve(read('landmarks', LANDMARK_STRIDE, 2, which), which, torso));
  const world = lazily((which) => curve(read('world', WORLD_STRIDE, 3, which), which, TORSO_METRES));
  const seen = (c: Curve, time: number) =>
    time >= times[0]! - REACH && time <= times.at(-1)! + REACH && c.distance(time) <= REACH;
  return {
    person: commonest(run.map((s) => s.pose.person)),
    first,
    last,
    times,
    torso,
    effectiveFps: span > 0 ? (run.length - 1) / span : 0,
    at(which, time): Point | null {
      const c = image(which);
      if (!seen(c, time)) return null;
      const [x, y] = c.at(time);
      return { x: x!, y: y!, sd: c.sd(time) };
    },
    worldAt(which, time): Point3 | null {
      const c = world(which);
      if (!seen(c, time)) return null;
      const [x, y, z] = c.at(time);
      return { x: x!, y: y!, z: z!, sd: c.sd(time) };
    },
    visibility(which, time) {
      if (time < times[0]! || time > times.at(-1)!) return 0;
      const i = indexBefore(sampleTimes, time);
      const values = trust(which);
      const next = Math.min(i + 1, values.length - 1);
      const gap = sampleTimes[next]! - sampleTimes[i]!;
      const part = gap > 0 ? Math.min(1, (time - sampleTimes[i]!) / gap) : 0;
      return values[i]! * (1 - part) + values[next]! * part;
    },
  };
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

function visibilityOf(pose: PersonPose, which: Landmark): number {
  const at = which * LANDMARK_STRIDE;
  return clamp(pose.landmarks[at + 3]! * pose.landmarks[at + 4]!, 0, 1);
}

const arm: ReadonlySet<Landmark> = new Set([
  landmark.leftElbow,
  landmark.rightElbow,
  landmark.leftWrist,
  landmark.rightWrist,
  landmark.leftPinky,
  landmark.rightPinky,
  landmark.leftIndex,
  landmark.rightIndex,
  landmark.leftThumb,
  landmark.rightThumb,
]);

function cutoffOf(which: Landmark): number {
  return arm.has(which) ? ARM_CUTOFF : BODY_CUTOFF;
}

/** Most landmarks of most people are never asked for. */
function lazily<T>(make: (which: Landmark) => T): (which: Landmark) => T {
  const made = new Array<T | undefined>(LANDMARKS);
  return (which) => (made[which] ??= make(which));
}

import { BALL_METRES, RIM_HEIGHT, RIM_METRES, TORSO_METRES } from '../ball/constants.ts';
import type { Arc } from '../ball/arc.ts';
import type { Ring } from '../rim/rim.ts';
import { leastSquares, type Solution } from '../signals/leastSquares.ts';
import { flightModel, parameter, yawOfThrow, type FlightModel, type Parameters } from './model.ts';
import { propagate, type Uncertain } from './propagate.ts';
import { along, dot, levelled } from './space.ts';

/** A ball in free flight, px of the steadied picture and seconds of the footage. */
export interface FlightSighting {
  time: number;
  x: number;
  y: number;
  diameter: number;
}

/** What a flight is fitted to. */
export interface FlightEvidence {
  /** In order of time. */
  sightings: readonly FlightSighting[];
  /** The same flight before a level camera without air: where the fit begins. */
  arc: Arc;
  /** Size of the picture, px; the optical axis is taken to be in its middle; pixels' centres are whole numbers. */
  picture: { width: number; height: number };
  release: { timeSeconds: number; uncertaintySeconds: number };
  /** How fast the footage runs, 1 as it happened, with one standard error of its logarithm. */
  pace: { value: number; sd: number };
  /** The throw's yaw as the shooter's body tells it, degrees. */
  yaw: Uncertain | null;
  /** The shooter's trunk, px. */
  torso: number;
  ring: Ring | null;
  /** Row of the floor at the shooter's toes in the steadied picture, px. */
  floor: Uncertain | null;
}

export interface FlightFit {
  model: FlightModel;
  /** The ring that the flight agrees with; `null` where none was seen or it does not. */
  ring: Ring | null;
  /** A quantity with what every source of error together makes of it; `null` where it does not exist. */
  quantity(of: (model: FlightModel) => number | null): Uncertain | null;
  /** Whether gravity and the ball's size tell one scale; what else disagrees (a ring) was left out. */
  scaleAgrees: boolean;
  /** The scale that the ring's width alone tells, over that of the fit to everything, the ring included. */
  scaleByRing: Uncertain | null;
}

/** Standard errors of a sighting to begin with: px, in its diameters, and of the logarithm of its diameter. */
const PIXEL = 0.5;
const CENTRE = 0.03;
const LN_DIAMETER = 0.05;
const DIAMETER_PIXEL = 1;
/** Scatter of the sightings about the flight is believed between these parts of that. */
const SCATTER = [0.6, 6] as const;
/** Focal lengths over the longer side: phones' main cameras 0.7-0.85, less with a wide one, more where cut out. */
const FOCAL = { part: 0.85, sd: 0.3 };
/** Degrees: what a lens at breast height must show reaches from the floor to twice its height; people hold about level. */
const PITCH = { value: 4, sd: 6 };
const ROLL_SD = 2;
/** Cameras stand or are held so high, metres. */
const CAMERA_HEIGHT = { value: 1.4, sd: 0.5 };
/** Of balls of sizes 5 to 7, and of detectors, in logarithms. */
const BALL_SD = 0.05;
/** Beyond so many of these it is no ball, or not gravity. */
const DISAGREE = 3;
/** People's trunks, and how much they foreshorten. */
const TORSO_SD = 0.15;
/** Of a found ring: centre in half widths, logarithm of the half width, half height over half width. */
const RING = { centre: 0.15, pixel: 1, lnWidth: 0.1, roundness: 0.1 };
/** Shots come down this near the ring, metres; and rings hang this near their height. */
const AIM_SD = 0.25;
const RING_HEIGHT_SD = 0.08;
/** The ball is released so far ahead of the toes, metres. */
const LEAD = { value: 0.2, sd: 0.15 };
/** A ring whose sizes, place and height are off by more than this together, in squares of standard errors, is not the one
 * that was aimed at; a flight that never comes down to it counts as much. */
const ALIEN = 12;
const degrees = 180 / Math.PI;

/**
 * Fits a flight through air in space to where and how large a ball was seen, with all that may help to know its scale and
 * its camera: gravity, the ball's size, the ring's place, size and height, the shooter's size, facing and floor. What is
 * not known goes in with how far it may vary, so that it comes out in the intervals.
 *
 * @returns `null` where nothing of that determines a flight
 */
export function fitFlight(evidence: FlightEvidence): FlightFit | null {
  const withRing = solve(evidence);
  if (!withRing) return null;
  const fit = fitOf(evidence, withRing);
  if (!evidence.ring || isAtHome(withRing)) return fit;
  const without = { ...evidence, ring: null };
  const solution = solve(without);
  return solution && { ...fitOf(without, solution), scaleByRing: fit.scaleByRing };
}

const ringResiduals = 8;

function isAtHome({ residuals }: Solution): boolean {
  return residuals.slice(0, ringResiduals).reduce((sum, r) => sum + r * r, 0) < ALIEN;
}

function solve(evidence: FlightEvidence): Solution | null {
  const first = leastSquares(problemOf(evidence, 1));
  if (!first) return null;
  const scatter = scatterOf(evidence, first);
  return Math.abs(Math.log(scatter)) < 0.1 ? first : leastSquares(problemOf(evidence, scatter, first.parameters));
}

/** Of the sightings' places about the flight, in their first standard errors. */
function scatterOf({ sightings }: FlightEvidence, { residuals, weights }: Solution): number {
  const from = residuals.length - 3 * sightings.length;
  let [sum, weight] = [0, 0];
  for (let i = from; i < from + 2 * sightings.length; i++) {
    sum += weights[i]! * residuals[i]! ** 2;
    weight += weights[i]!;
  }
  // A flight in space takes six numbers from them.
  const free = Math.max(2, weight - 6);
  // As good as two sightings' worth of what is expected.
  return Math.min(SCATTER[1], Math.max(SCATTER[0], Math.sqrt((sum + 4) / (free + 4))));
}

function fitOf({ ring }: FlightEvidence, { parameters, covariance }: Solution): FlightFit {
  const quantity = (of: (model: FlightModel) => number | null) =>
    propagate({ values: parameters, covariance }, (p) => of(flightModel(p)));
  return {
    model: flightModel(parameters),
    ring,
    quantity,
    scaleByRing: ring && quantity((model) => ringHalfWidth(model) / ring.a),
    scaleAgrees: Math.abs(parameters[parameter.lnBall]!) < DISAGREE * BALL_SD,
  };
}

function problemOf(evidence: FlightEvidence, scatter: number, start = startOf(evidence)) {
  const count = evidence.sightings.length;
  const all = ringResiduals + knownResiduals + 3 * count;
  return {
    start,
    steps: stepsOf(),
    residuals: (p: Parameters) => {
      const model = flightModel(p);
      return [
        ...ofRing(evidence, p, model),
        ...ofKnown(evidence, p, model),
        ...ofSightings(evidence, p, model, scatter),
      ];
    },
    isDoubtful: (i: number) => i < ringResiduals || (i >= ringResiduals + knownResiduals && i < all),
  };
}

function startOf({ arc, sightings, picture, release, ring, floor, pace }: FlightEvidence): number[] {
  const time = sightings[0]!.time;
  const focal = FOCAL.part * Math.max(picture.width, picture.height);
  const [cx, cy] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  const here = arc.at(time);
  const speed = arc.velocityAt(time);
  const depth = (focal * BALL_METRES) / here.diameter;
  const away = (depth * arc.recession) / (1 + arc.recession * (time - arc.time));
  const [x, y] = [here.x - cx, here.y - cy];
  const p = new Array<number>(17).fill(0);
  p[parameter.x] = x;
  p[parameter.y] = y;
  p[parameter.lnDepth] = Math.log(depth);
  p[parameter.right] = (speed.x * depth + x * away) / focal / pace.value;
  p[parameter.down] = (speed.y * depth + y * away) / focal / pace.value;
  p[parameter.ahead] = away / pace.value;
  p[parameter.lnFocal] = Math.log(focal);
  p[parameter.lnPace] = Math.log(pace.value);
  p[parameter.ringX] = ring ? ring.x - cx : x;
  p[parameter.ringY] = ring ? ring.y - cy : y;
  p[parameter.lnRingDepth] = ring ? Math.log((focal * RIM_METRES) / (2 * ring.a)) : Math.log(depth);
  p[parameter.floor] = (floor?.value ?? cy + picture.height / 4) - cy;
  p[parameter.lead] = LEAD.value;
  p[parameter.release] = release.timeSeconds - time;
  return p;
}

function stepsOf(): number[] {
  const steps = new Array<number>(17).fill(1e-4);
  for (const pixels of [parameter.x, parameter.y, parameter.ringX, parameter.ringY, parameter.floor])
    steps[pixels] = 1e-2;
  for (const speed of [parameter.right, parameter.down, parameter.ahead]) steps[speed] = 1e-3;
  return steps;
}

/** What the ring tells: where it is, how large and how round it looks, that the ball was thrown at it and how high it hangs. */
function ofRing({ ring, picture, floor }: FlightEvidence, p: Parameters, model: FlightModel): number[] {
  const [cx, cy] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  if (!ring) {
    const free = [p[parameter.ringX]!, p[parameter.ringY]!, 10 * p[parameter.lnRingDepth]!];
    return [...free.map((value) => value / 1e4), 0, 0, 0, 0, 0];
  }
  const { up, states, arrives, leaves, height, ring: place } = model;
  const sd = Math.hypot(RING.pixel, RING.centre * ring.a);
  const off = arrives === null ? null : levelled(along(states.at(arrives), place, -1), up);
  const sight = levelled(place, up);
  const distance = Math.hypot(...sight);
  const ahead = off && dot(off, sight) / distance;
  const aside = off && Math.sqrt(Math.max(1e-12, dot(off, off) - ahead! ** 2)) * Math.sign(off[0]);
  return [
    (p[parameter.ringX]! - (ring.x - cx)) / sd,
    (p[parameter.ringY]! - (ring.y - cy)) / sd,
    Math.log(ringHalfWidth(model) / ring.a) / Math.hypot(RING.lnWidth, RING.pixel / ring.a),
    (Math.abs(dot(place, up)) / Math.hypot(...place) - ring.b / ring.a) / RING.roundness,
    ahead === null ? 0 : ahead / AIM_SD,
    aside === null ? 0 : aside / AIM_SD,
    floor ? (height + dot(along(place, leaves.place, -1), up) - RIM_HEIGHT) / RING_HEIGHT_SD : 0,
    arrives === null ? Math.sqrt(ALIEN) : 0,
  ];
}

/** Half of the ring's width in the picture, px. */
function ringHalfWidth({ focal, ring }: FlightModel): number {
  return (focal * RIM_METRES) / (2 * ring[2]);
}

const knownResiduals = 11;

/** What is known before of cameras, balls and people. */
function ofKnown(evidence: FlightEvidence, p: Parameters, model: FlightModel): number[] {
  const { picture, floor, yaw, torso, pace, release, sightings } = evidence;
  const cy = (picture.height - 1) / 2;
  const lnFocal = Math.log(FOCAL.part * Math.max(picture.width, picture.height));
  const { leaves, up, height, focal } = model;
  const turn = yaw ? yawOfThrow(model) * degrees - yaw.value : 0;
  const lens = height - dot(leaves.place, up);
  return [
    (p[parameter.lnFocal]! - lnFocal) / FOCAL.sd,
    (p[parameter.pitch]! * degrees - PITCH.value) / PITCH.sd,
    (p[parameter.roll]! * degrees) / ROLL_SD,
    (p[parameter.lnPace]! - Math.log(pace.value)) / pace.sd,
    p[parameter.lnBall]! / BALL_SD,
    Math.log((focal * TORSO_METRES) / (torso * leaves.place[2])) / TORSO_SD,
    floor ? (p[parameter.floor]! - (floor.value - cy)) / floor.sd : (p[parameter.floor]! - cy / 2) / cy,
    (p[parameter.lead]! - LEAD.value) / LEAD.sd,
    (p[parameter.release]! - (release.timeSeconds - sightings[0]!.time)) / release.uncertaintySeconds,
    yaw ? (turn - 360 * Math.round(turn / 360)) / yaw.sd : 0,
    floor ? (lens - CAMERA_HEIGHT.value) / CAMERA_HEIGHT.sd : 0,
  ];
}

function ofSightings(
  { sightings, picture }: FlightEvidence,
  p: Parameters,
  model: FlightModel,
  scatter: number,
): number[] {
  const [cx, cy] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  const { focal, states, pace } = model;
  const lnSize = Math.log(focal * BALL_METRES) + p[parameter.lnBall]!;
  const start = sightings[0]!.time;
  const places: number[] = [];
  const sizes: number[] = [];
  for (const { time, x, y, diameter } of sightings) {
    const [right, down, ahead] = states.at((time - start) * pace);
    const depth = Math.max(0.1, ahead);
    const sd = scatter * Math.hypot(PIXEL, CENTRE * diameter);
    places.push((x - cx - (focal * right) / depth) / sd, (y - cy - (focal * down) / depth) / sd);
    sizes.push((Math.log(diameter) - lnSize + Math.log(depth)) / Math.hypot(LN_DIAMETER, DIAMETER_PIXEL / diameter));
  }
  return [...places, ...sizes];
}

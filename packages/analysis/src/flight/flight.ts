import type { Flight, Shot, View } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import { paceOf } from '../ball/pace.ts';
import type { Scene } from '../ball/scene.ts';
import type { Sighting } from '../ball/sightings.ts';
import { VERTICAL_SD } from '../metrics/context.ts';
import { throwYaw } from '../metrics/view.ts';
import type { Body, Hand, Scale } from '../model.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { hands, side } from '../signals/joints.ts';
import { median } from '../signals/statistics.ts';
import { fitFlight, type FlightEvidence, type FlightFit } from './fit.ts';
import { measureFlight, withheldFlight } from './measure.ts';
import { flightPath } from './path.ts';
import type { Uncertain } from './propagate.ts';
import { bodyScale, shooterScale } from './scale.ts';
import type { Vector } from './space.ts';

/** A toe's landmark is this far above the floor, in trunk lengths. */
const TOE_HEIGHT = 0.04;
/** Before the release the shooter's feet stand for some of this time, seconds. */
const STANDING = 1;
/** Free sightings, as believed, that a flight's numbers need, and seconds that they must span. */
const LEAST_SUPPORT = 3;
const LEAST_SPAN = 0.12;
/** The last of a flight is left out: rims, nets and boards are touched before the ball's centre is at their level. Ball diameters. */
const TOUCH = 0.75;
/** The shooter's yaw is the throw's within this, degrees: people do not stand square to the basket. */
const STANCE = 8;
/**
 * A release is told by the gap that opens; the fingertips have lost the ball this much earlier, real seconds, with this
 * standard error. Of drawn shooters (`scripts/eval/derive/release.ts`).
 */
const GAP_LAG = { value: 0.012, sd: 0.008 };
/** Of the logarithm of the pace: as it happened by its clock, or as the fall of the ball has it. */
const CLOCK_SD = 0.003;
const SLOW_SD = 0.15;
/** A pitch known no better than this, degrees, is how phones are held and not what is seen. */
const PITCH_SD = 4;

/**
 * The flight of a shot with its scale at the shooter.
 *
 * @param launch `null` where the ball was not followed far enough to fit a flight to it
 * @param seen the ball's sightings from the hands on, as far as it was followed
 */
export function describeFlight(
  scene: Scene,
  shooter: { body: Body; hand: Hand },
  launch: Launch | null,
  seen: readonly Sighting[],
  ring: Ring | null,
  view: View,
  release: Shot['release'],
): { flight: Flight; scale: Scale | null; fit: FlightFit | null } {
  const scale = bodyScale(shooter.body);
  if (!launch) {
    const reason = scene.sightings.all.length > 0 ? 'no_flight' : 'no_ball';
    const path = seen.flatMap(({ frame, candidate: { x, y, diameter } }) =>
      frame >= release.frame ? [{ frame, x, y, diameter, seen: true }] : [],
    );
    return { flight: { ...withheldFlight(reason), path }, scale, fit: null };
  }
  const path = flightPath(scene.tracks, scene.unsteady, launch, seen, release.frame);
  const evidence = gather(scene, shooter, launch, ring, view, release);
  const fit = evidence && fitFlight(evidence);
  if (!fit) return { flight: { ...withheldFlight('no_flight'), path }, scale, fit: null };
  const numbers = measureFlight(fit, release.frame, evidence.floor !== null);
  return { flight: { ...numbers, path }, scale: shooterScale(fit), fit };
}

/** What the flight is fitted to; `null` where too little of it was seen. */
function gather(
  { tracks, ...scene }: Scene,
  { body, hand }: { body: Body; hand: Hand },
  launch: Launch,
  ring: Ring | null,
  { yawDegrees, uncertaintyDegrees }: View,
  release: Shot['release'],
): FlightEvidence | null {
  const sightings = launch.sightings.slice(-launch.free).filter((s) => !touchesRing(s, launch, ring));
  const span = sightings.length > 0 ? sightings.at(-1)!.time - sightings[0]!.time : 0;
  if (launch.support < LEAST_SUPPORT || span < LEAST_SPAN) return null;
  const pace = paceOf(launch);
  return {
    sightings,
    arc: launch.arc,
    picture: tracks.video,
    release: {
      timeSeconds: release.timeSeconds - GAP_LAG.value / pace,
      uncertaintySeconds: Math.hypot(release.uncertaintySeconds, GAP_LAG.sd / pace),
    },
    pace: { value: pace, sd: pace === 1 ? CLOCK_SD : SLOW_SD },
    yaw:
      yawDegrees === null || uncertaintyDegrees === null
        ? null
        : { value: throwYaw(yawDegrees, hand), sd: Math.hypot(uncertaintyDegrees, STANCE) },
    torso: body.torso,
    ring,
    floor: floorLevel({ tracks, ...scene }, body, release.timeSeconds),
  };
}

function touchesRing({ time, x, y, diameter }: Sighting, { arc }: Launch, ring: Ring | null): boolean {
  if (!ring || arc.velocityAt(time).y < 0) return false;
  const { across, below } = inRing(ring, x, y);
  return Math.abs(across) < 3 && below > -TOUCH * diameter;
}

/** Where the floor is under the shooter in the steadied image: the lower foot's toes while they stand. */
function floorLevel(scene: Scene, body: Body, release: number): Uncertain | null {
  const levels: number[] = [];
  let sd = 0;
  for (let time = release - STANDING; time < release - 0.3; time += 0.05) {
    const toes = hands.flatMap((hand) => body.at(side[hand].toe, time) ?? []);
    if (toes.length < 2) continue;
    levels.push(Math.max(...toes.map((toe) => scene.steady(time, toe.x, toe.y).y)));
    sd = Math.max(sd, ...toes.map((toe) => toe.sd));
  }
  if (levels.length === 0) return null;
  return { value: median(levels) + TOE_HEIGHT * body.torso, sd: Math.hypot(sd, 0.03 * body.torso) };
}

type Tilt = Pick<View, 'rollDegrees' | 'rollUncertaintyDegrees' | 'pitchDegrees' | 'pitchUncertaintyDegrees'>;

/** How the camera leans and looks up, as the fall of the ball shows it; `null` where it shows too little. */
export function tiltOf({ quantity }: FlightFit): Tilt {
  const told = (of: (up: Vector) => number, most: number): Uncertain | null => {
    const angle = quantity(({ up }) => (of(up) * 180) / Math.PI);
    return angle && angle.sd <= most ? angle : null;
  };
  const roll = told((up) => Math.atan2(up[0], -up[1]), VERTICAL_SD);
  const pitch = told((up) => Math.asin(up[2]), PITCH_SD);
  return {
    rollDegrees: roll?.value ?? null,
    rollUncertaintyDegrees: roll?.sd ?? null,
    pitchDegrees: pitch?.value ?? null,
    pitchUncertaintyDegrees: pitch?.sd ?? null,
  };
}

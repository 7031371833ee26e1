import type { Flight, Shot, View } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Body, Scale } from '../model.ts';
import type { Ring } from '../rim/rim.ts';
import type { Scene } from '../ball/scene.ts';
import { hands, side } from '../signals/joints.ts';
import { median } from '../signals/statistics.ts';
import { measureFlight, withheldFlight } from './measure.ts';
import { flightPath } from './path.ts';
import type { Uncertain } from './propagate.ts';
import { bodyScale, flightScale, shooterScale } from './scale.ts';

/** A toe's landmark is this far above the floor, metres. */
const TOE_HEIGHT = 0.02;
/** Before the release the shooter's feet stand for some of this time, seconds. */
const STANDING = 1;
/** Free sightings, as believed, that a flight's numbers need, and seconds that they must span. */
const LEAST_SUPPORT = 3;
const LEAST_SPAN = 0.12;

/**
 * The flight of a shot with its scale at the shooter.
 *
 * @param launch `null` where the ball was not followed far enough to fit a flight to it
 * @param seen the ball's sightings from the hands on, as far as it was followed
 */
export function describeFlight(
  scene: Scene,
  body: Body,
  launch: Launch | null,
  seen: readonly Sighting[],
  ring: Ring | null,
  view: View,
  release: Shot['release'],
): { flight: Flight; scale: Scale | null } {
  if (!launch) {
    const reason = scene.sightings.all.length > 0 ? 'no_flight' : 'no_ball';
    const path = seen.flatMap(({ frame, candidate: { x, y, diameter } }) =>
      frame >= release.frame ? [{ frame, x, y, diameter, seen: true }] : [],
    );
    return { flight: { ...withheldFlight(reason), path }, scale: bodyScale(body) };
  }
  const scale = flightScale(launch, body, ring);
  const atShooter = shooterScale(launch, scale);
  const path = flightPath(scene.tracks, scene.unsteady, launch, seen, release.frame);
  const span = launch.sightings.at(-1)!.time - launch.sightings.at(-launch.free)!.time;
  const enough = launch.support >= LEAST_SUPPORT && span >= LEAST_SPAN;
  const floor = floorLevel(scene, body, release.timeSeconds, atShooter);
  const numbers = enough ? measureFlight({ launch, view, scale, ring, release, floor }) : withheldFlight('no_flight');
  return { flight: { ...numbers, path }, scale: atShooter };
}

/** Where the floor is under the shooter in the steadied image: the lower foot's toes while they stand. */
function floorLevel(scene: Scene, body: Body, release: number, { metresPerPixel }: Scale): Uncertain | null {
  const levels: number[] = [];
  let sd = 0;
  for (let time = release - STANDING; time < release - 0.3; time += 0.05) {
    const toes = hands.flatMap((hand) => body.at(side[hand].toe, time) ?? []);
    if (toes.length < 2) continue;
    levels.push(Math.max(...toes.map((toe) => scene.steady(time, toe.x, toe.y).y)));
    sd = Math.max(sd, ...toes.map((toe) => toe.sd));
  }
  if (levels.length === 0) return null;
  return { value: median(levels) + TOE_HEIGHT / metresPerPixel, sd: Math.hypot(sd, 0.03 * body.torso) };
}

import { TORSO_METRES } from '../ball/constants.ts';
import type { Body, Scale } from '../model.ts';
import type { FlightFit } from './fit.ts';

/** People's trunks differ from each other by so much. */
const STATURE_ERROR = 0.12;

/** The scale at the shooter: the ball is as far away as they are when they let it go. */
export function shooterScale({ model, quantity, ring }: FlightFit): Scale {
  const { sd } = quantity(({ leaves, focal }) => Math.log(leaves.place[2] / focal))!;
  return { metresPerPixel: model.leaves.place[2] / model.focal, relativeError: sd, source: ring ? 'rim' : 'gravity' };
}

/** Without a flight a trunk tells, roughly. */
export function bodyScale(body: Body): Scale | null {
  return body.torso > 0
    ? { metresPerPixel: TORSO_METRES / body.torso, relativeError: STATURE_ERROR, source: 'stature' }
    : null;
}

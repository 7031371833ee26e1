import type { WithheldReason } from '@shotform/contracts';
import type { ShotContext } from '../context.ts';
import type { Sample } from '../definition.ts';
import { joint, sampled, steadied, unseen, type Signal } from '../measures.ts';

/** Eye height over stature (Drillis and Contini 1966), and its spread between people. */
const EYE_HEIGHT = 0.936;
const EYE_HEIGHT_SPREAD = 0.01;
/** The shooter stands upright at some time within this before the release, seconds. */
const STANDING_WINDOW = 2;
/** The ball must be in the flight's path within this many frames of the release. */
const NEAR_RELEASE = 3;

/** The ball's centre at the release above the ground the shooter stood on at the dip, over the stature. */
export function releaseHeightRatio(context: ShotContext): Sample | WithheldReason {
  const { release, flight } = context.draft;
  const ball = flight.path.find((point) => point.frame >= release.frame);
  if (!ball || ball.frame > release.frame + NEAR_RELEASE) return 'no_ball';
  const dip = context.moment('dip');
  if (!dip) return 'event_not_found';
  const ground = steadied(joint('nearHeel'))(context, dip.timeSeconds);
  if (!ground) return unseen(context, dip.timeSeconds);
  const from = Math.max(context.body.times[0] ?? 0, release.timeSeconds - context.media(STANDING_WINDOW));
  const heights = sampled(context, eyeHeight, from, release.timeSeconds);
  if (heights.length === 0) return unseen(context, release.timeSeconds);
  const tallest = heights.reduce((a, b) => (b.estimate.value > a.estimate.value ? b : a)).estimate;
  const stature = tallest.value / EYE_HEIGHT;
  const value = (ground.y - context.steady(ball, release.timeSeconds).y) / stature;
  const relative = (error: number) => Math.abs(value) * (error / tallest.value);
  return {
    estimate: {
      value,
      noise: Math.hypot(relative(tallest.noise), ground.sd / stature),
      bias: Math.hypot(relative(tallest.bias), ground.bias / stature, value * EYE_HEIGHT_SPREAD),
    },
    frame: ball.frame,
    times: [dip.timeSeconds],
  };
}

/** Eye above heel, px. */
const eyeHeight: Signal = (context, time) => {
  const [eye, heel] = [context.at('nearEye', time), context.at('nearHeel', time)];
  if (!eye || !heel || heel.y <= eye.y) return null;
  return { value: heel.y - eye.y, noise: Math.hypot(eye.sd, heel.sd), bias: Math.hypot(eye.bias, heel.bias) };
};

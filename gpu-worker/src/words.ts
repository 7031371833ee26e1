/** Plain words for what a report holds, for the annotated video and the terminal. */
import type { EventName, Measured, WithheldReason } from '@shotform/contracts';
import { unitDigits, unitSymbols } from '@shotform/contracts/display';

/** Metrics in the order in which a coach reads them; others follow by their own name. */
export const metricWords: Record<string, string> = {
  kneeAtDip: 'Knee at the dip',
  hipAtDip: 'Hip at the dip',
  dipDepth: 'Ball dip',
  elbowAtSet: 'Elbow at the set point',
  forearmAtSet: 'Forearm at the set point',
  shoulderAtSet: 'Upper arm at the set point',
  trunkLeanAtSet: 'Trunk lean at the set point',
  elbowFlareAtSet: 'Elbow flare at the set point',
  elbowFlareAtRelease: 'Elbow flare at release',
  guideHandGap: 'Guide hand gap',
  elbowAtRelease: 'Elbow at release',
  shoulderAtRelease: 'Upper arm at release',
  maxElbowExtension: 'Elbow extension',
  trunkLeanAtRelease: 'Trunk lean at release',
  lateralLeanAtRelease: 'Side lean at release',
  wristFlexion: 'Wrist flexion',
  releaseHeightRatio: 'Release height over stature',
  releaseBeforeApex: 'Release before the top of the jump',
  releaseTime: 'Time to release',
  jumpHeight: 'Jump height',
  followThroughHold: 'Follow-through held',
  stanceWidth: 'Stance width',
  drift: 'Drift',
  headStability: 'Head movement',
};

export const flightWords: Record<string, string> = {
  releaseAngle: 'Release angle',
  releaseSpeed: 'Release speed',
  releaseHeight: 'Release height',
  apexHeight: 'Height of the arc',
  entryAngle: 'Entry angle',
  lateral: 'Left or right of the rim',
  depth: 'Past the front of the rim',
  scaleByBall: "Scale by the ball's size",
  scaleByRing: "Scale by the ring's width",
};

export const reasonWords: Record<WithheldReason, string> = {
  view_not_valid: "the camera's view does not allow it",
  landmarks_unreliable: 'the joints were hidden or uncertain',
  frame_rate_too_low: 'the video has too few frames a second',
  not_in_clip: 'it lies outside the clip',
  no_ball: 'the ball was not seen well enough',
  no_rim: 'the rim was not seen well enough',
  no_flight: "too little of the ball's flight was seen",
  event_not_found: 'its moment was not found',
  scale_unknown: 'there is no scale for metres',
  not_applicable: 'this shot does not have it',
  not_scored: 'it is shown but never scored',
  too_few_shots: 'it takes more shots',
  coverage_too_low: 'too little of the form could be measured',
};

export const eventWords: Record<EventName, string> = {
  preparation: 'Ready',
  dip: 'Dip',
  ballLow: 'Ball low',
  setPoint: 'Set point',
  liftStart: 'Lift',
  takeOff: 'Take-off',
  release: 'Release',
  jumpApex: 'Top of the jump',
  followThroughEnd: 'Follow-through',
  landing: 'Landing',
};

export function metricWord(id: string): string {
  const apart = id.replace(/([A-Z])/g, ' $1').toLowerCase();
  return metricWords[id] ?? flightWords[id] ?? apart.charAt(0).toUpperCase() + apart.slice(1);
}

/** `112°`, `0.84 s`. */
export function quantity(value: number, unit: Measured['unit']): string {
  const text = value.toFixed(unitDigits[unit]);
  return `${/^-0(\.0+)?$/.test(text) ? text.slice(1) : text}${unitSymbols[unit]}`;
}

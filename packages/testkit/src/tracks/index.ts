/** The part of the testkit that draws nothing and needs no Node: for the tests of pure packages. */
export type { ShooterOptions } from '../spec/spec.ts';
export type { ShotTruth, Truth } from '../truth/truth.ts';
export { synthesizeTracks, noNoise, usualNoise, type TrackNoise } from './synthesize.ts';
export { variedShooter } from '../spec/varied.ts';

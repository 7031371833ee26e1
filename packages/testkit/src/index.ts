export { shooterSpec, mirrorSpec, defaultForm } from './spec/defaults.ts';
export type * from './spec/spec.ts';
export { truthFor } from './truth/make.ts';
export type * from './truth/truth.ts';
export { synthesizeTracks, noNoise, usualNoise, type TrackNoise } from './tracks/synthesize.ts';

export { shooterSpec, mirrorSpec, defaultForm } from './spec/defaults.ts';
export type * from './spec/spec.ts';
export { truthFor } from './truth/make.ts';
export type * from './truth/truth.ts';
export { synthesizeTracks, noNoise, usualNoise, type TrackNoise } from './tracks/synthesize.ts';
export { renderClip, renderFrame } from './render/clip.ts';
export { cachedClip, sampleClip, sampleOptions, sampleTruth } from './sample.ts';

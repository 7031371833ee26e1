export { landmark, landmarkNames, type LandmarkName } from './body/landmarks.ts';
export { renderClip, renderFrame } from './render/clip.ts';
export { cachedClip, sampleClip, sampleOptions, sampleTruth } from './sample.ts';
export { defaultForm, mirrorSpec, shooterSpec } from './spec/defaults.ts';
export type * from './spec/spec.ts';
export { noNoise, synthesizeTracks, usualNoise, type TrackNoise } from './tracks/synthesize.ts';
export { ballAgreement, poseAgreement, type BallAgreement, type PoseAgreement } from './truth/agreement.ts';
export { truthFor } from './truth/make.ts';
export type * from './truth/truth.ts';

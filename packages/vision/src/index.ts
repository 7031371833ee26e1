export * from './frame.ts';
export * from './inference.ts';
export * from './pipeline.ts';
export type { PoseModels } from './pose/estimate.ts';
export { PoseTracker } from './pose/tracker.ts';
export { BallDetector, wholeFrame } from './detector/index.ts';
export { SceneTracker, type Scene, type SceneFrame } from './scene/index.ts';

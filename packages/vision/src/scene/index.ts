export { SceneTracker } from './tracker.ts';
export type { Scene, SceneFrame } from './tracker.ts';

export { landmark, type Body, type Hand, type Landmark, type Point } from './model.ts';
export { buildBodies } from './signals/body.ts';

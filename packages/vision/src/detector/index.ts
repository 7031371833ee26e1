export { BallDetector } from './ball-detector.ts';
export type { Detections, RimCandidate, Thresholds } from './ball-detector.ts';
export { stepFor, wholeFrame, windowsAround } from './window.ts';
export type { DetectorWindow, FrameSize, Place } from './window.ts';

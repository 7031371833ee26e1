export {
  analyzeTracks,
  analyzeVideo,
  poseModels,
  type Analysis,
  type AnalyzeOptions,
  type PoseModel,
  type Progress,
  type Provider,
} from './engine.ts';
export { decodeVideo, type DecodeOptions } from './media/decode.ts';
export type { Media } from './media/media.ts';
export { probeVideo } from './media/probe.ts';
export { outputNames, writeOutputs, type OutputOptions } from './outputs/outputs.ts';
export { readTracks } from './outputs/readTracks.ts';
export { openOnnx } from './inference/onnx.ts';

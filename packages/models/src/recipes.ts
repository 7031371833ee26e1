/** What is built, from which file of the pinned package, and how. */
import { convertToOnnx, type ConversionPort } from './onnx/convert.ts';
import { withImageMetadata } from './tflite/metadata.ts';
import { storedZip } from './zip.ts';

/** Files of @mediapipe/pose. The "packed assets" are the detector and nothing else. */
export const sourceNames = [
  'pose_solution_packed_assets.data',
  'pose_landmark_lite.tflite',
  'pose_landmark_full.tflite',
  'pose_landmark_heavy.tflite',
] as const;
export type SourceName = (typeof sourceNames)[number];

export const modelNames = [
  'pose_detector.onnx',
  'pose_landmark_lite.onnx',
  'pose_landmark_full.onnx',
  'pose_landmark_heavy.onnx',
  'pose_landmarker_lite.task',
  'pose_landmarker_full.task',
  'pose_landmarker_heavy.task',
] as const;
export type ModelName = (typeof modelNames)[number];

export type Sources = (name: SourceName) => Uint8Array;

const DETECTOR: SourceName = 'pose_solution_packed_assets.data';

/** Outputs by the names the TFLite files give them; the segmentation (`Identity_2`) is left out. */
const DETECTOR_OUTPUTS: ConversionPort[] = [
  { name: 'boxes', tensor: 'Identity' },
  { name: 'scores', tensor: 'Identity_1' },
];
const LANDMARK_OUTPUTS: ConversionPort[] = [
  { name: 'landmarks', tensor: 'Identity' },
  { name: 'presence', tensor: 'Identity_1' },
  { name: 'heatmap', tensor: 'Identity_3' },
  { name: 'world', tensor: 'Identity_4' },
];

export const recipes: Record<ModelName, (sources: Sources) => Uint8Array> = {
  'pose_detector.onnx': (sources) =>
    convertToOnnx(sources(DETECTOR), { name: 'pose_detector', input: 'image', outputs: DETECTOR_OUTPUTS }),
  'pose_landmark_lite.onnx': (sources) => landmarkOnnx(sources, 'pose_landmark_lite'),
  'pose_landmark_full.onnx': (sources) => landmarkOnnx(sources, 'pose_landmark_full'),
  'pose_landmark_heavy.onnx': (sources) => landmarkOnnx(sources, 'pose_landmark_heavy'),
  'pose_landmarker_lite.task': (sources) => taskBundle(sources, 'pose_landmark_lite'),
  'pose_landmarker_full.task': (sources) => taskBundle(sources, 'pose_landmark_full'),
  'pose_landmarker_heavy.task': (sources) => taskBundle(sources, 'pose_landmark_heavy'),
};

type Landmark = 'pose_landmark_lite' | 'pose_landmark_full' | 'pose_landmark_heavy';

function landmarkOnnx(sources: Sources, name: Landmark): Uint8Array {
  return convertToOnnx(sources(`${name}.tflite`), { name, input: 'image', outputs: LANDMARK_OUTPUTS });
}

/** What MediaPipe tasks-vision loads: both models, the detector wanting pixels in [-1, 1], the other in [0, 1]. */
function taskBundle(sources: Sources, name: Landmark): Uint8Array {
  return storedZip([
    { name: 'pose_detector.tflite', data: withImageMetadata(sources(DETECTOR), { mean: 127.5, std: 127.5 }) },
    {
      name: 'pose_landmarks_detector.tflite',
      data: withImageMetadata(sources(`${name}.tflite`), { mean: 0, std: 255 }),
    },
  ]);
}

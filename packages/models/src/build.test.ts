import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildModels, ensureModels, modelPath, modelRecords } from './build.ts';
import { modelNames, type ModelName } from './recipes.ts';

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const expected = (name: ModelName): string => modelRecords().find((record) => record.name === name)!.sha256;

describe('building', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shotform-models-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives the bytes of the manifest and leaves nothing else', () => {
    buildModels(['pose_detector.onnx', 'pose_landmarker_lite.task'], folder);
    expect(readdirSync(folder).sort()).toEqual(['pose_detector.onnx', 'pose_landmarker_lite.task']);
    expect(sha256(modelPath('pose_detector.onnx', folder))).toBe(expected('pose_detector.onnx'));
    expect(sha256(modelPath('pose_landmarker_lite.task', folder))).toBe(expected('pose_landmarker_lite.task'));
  });

  it('says what it cannot write', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => buildModels(['pose_landmark_lite.onnx'], file)).toThrow(
      expect.objectContaining({ code: 'models_missing', message: expect.stringContaining('pose_landmark_lite.onnx') }),
    );
  });

  it('is repeated for files that are missing or changed, and only for those', async () => {
    await ensureModels(folder);
    const times = (): Record<string, number> =>
      Object.fromEntries(modelNames.map((name) => [name, readStampedTime(folder, name)]));
    const before = times();

    const damaged = modelPath('pose_landmark_lite.onnx', folder);
    const bytes = readFileSync(damaged);
    bytes[1000]! ^= 1;
    writeFileSync(damaged, bytes);
    rmSync(modelPath('pose_detector.onnx', folder));
    await ensureModels(folder);

    const after = times();
    expect(sha256(damaged)).toBe(expected('pose_landmark_lite.onnx'));
    expect(sha256(modelPath('pose_detector.onnx', folder))).toBe(expected('pose_detector.onnx'));
    expect(modelNames.filter((name) => after[name] !== before[name])).toEqual([
      'pose_detector.onnx',
      'pose_landmark_lite.onnx',
    ]);
  });

  it('looks at the contents of a file whose time changed', async () => {
    await ensureModels(folder);
    utimesSync(modelPath('pose_landmark_lite.onnx', folder), 1, 1);
    await ensureModels(folder);
    expect(readStampedTime(folder, 'pose_landmark_lite.onnx')).toBe(1000);
  });
});

function readStampedTime(folder: string, name: ModelName): number {
  const stamp = JSON.parse(readFileSync(join(folder, 'verified.json'), 'utf8')) as Record<string, { changed: number }>;
  return stamp[name]!.changed;
}

describe('the ONNX files', () => {
  beforeAll(async () => {
    await ensureModels();
  });

  const shapes: [ModelName, number, Record<string, number[]>][] = [
    ['pose_detector.onnx', 224, { boxes: [2, 2254, 12], scores: [2, 2254, 1] }],
    ...(['lite', 'full', 'heavy'] as const).map((size): [ModelName, number, Record<string, number[]>] => [
      `pose_landmark_${size}.onnx`,
      256,
      { landmarks: [2, 195], presence: [2, 1], heatmap: [2, 39, 64, 64], world: [2, 117] },
    ]),
  ];
  it.each(shapes)('%s runs, with a free batch', async (name, side, outputs) => {
    const session = await InferenceSession.create(modelPath(name), { intraOpNumThreads: 1 });
    const one = Float32Array.from({ length: 3 * side * side }, (_, i) => (i % 251) / 251);
    const two = Float32Array.from([...one, ...one.toReversed()]);
    const batch = await session.run({ image: new Tensor('float32', two, [2, 3, side, side]) });
    const single = await session.run({ image: new Tensor('float32', one, [1, 3, side, side]) });
    for (const [output, dims] of Object.entries(outputs)) {
      expect(batch[output]!.dims).toEqual(dims);
      const first = single[output]!.data as Float32Array;
      const inBatch = (batch[output]!.data as Float32Array).subarray(0, first.length);
      const difference = first.reduce((most, value, i) => Math.max(most, Math.abs(value - inBatch[i]!)), 0);
      expect(difference).toBeLessThan(0.01);
    }
    await session.release();
  });
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trainedModel } from './trained.ts';

describe('a trained network', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shotform-trained-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the file that the manifest names, of at most 3 MB', () => {
    const { path, bytes, version } = trainedModel('ball.onnx');
    expect(statSync(path).size).toBe(bytes);
    expect(bytes).toBeLessThan(3e6);
    expect(version).toMatch(/^\d+$/);
  });

  it('is missing where it is not, and where it is another', () => {
    expect(() => trainedModel('ball.onnx', folder)).toThrow(expect.objectContaining({ code: 'models_missing' }));
    const damaged = readFileSync(trainedModel('ball.onnx').path);
    damaged[1000]! ^= 1;
    writeFileSync(join(folder, 'ball.onnx'), damaged);
    expect(() => trainedModel('ball.onnx', folder)).toThrow(expect.objectContaining({ code: 'models_missing' }));
  });
});

import { readFileSync } from 'node:fs';
import { modelNames, sourceNames, type ModelName, type SourceName } from './recipes.ts';

/** What a file must be, as committed in manifest.json. */
export interface FileRecord {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface ModelRecord extends FileRecord {
  name: ModelName;
  /** The package it is built from, and its version. */
  source: string;
  version: string;
  /** SPDX expression. */
  licence: string;
}

export const trainedNames = ['ball.onnx'] as const;
export type TrainedName = (typeof trainedNames)[number];

/** A network that we trained; its card is trained/README.md. */
export interface TrainedRecord extends FileRecord {
  version: string;
}

export interface Manifest {
  /** name@version of the package the sources come from. */
  package: { name: string; version: string; licence: string };
  sources: Record<SourceName, FileRecord>;
  models: Record<ModelName, FileRecord>;
  trained: Record<TrainedName, TrainedRecord>;
}

export const manifestPath = new URL('../manifest.json', import.meta.url);

export function readManifest(): Manifest {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const missing = [
    ...sourceNames.filter((name) => !manifest.sources[name]),
    ...modelNames.filter((name) => !manifest.models[name]),
    ...trainedNames.filter((name) => !manifest.trained[name]),
  ];
  if (missing.length > 0) throw new Error(`manifest.json says nothing of ${missing.join(', ')}`);
  return manifest;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShotformError } from '@shotform/contracts';
import { readManifest, type TrainedName, type TrainedRecord } from './manifest.ts';

const defaultFolder = fileURLToPath(new URL('../trained/', import.meta.url));

export interface TrainedModel extends TrainedRecord {
  name: TrainedName;
  path: string;
}

/** A network of our own, which git keeps as it was trained. Throws `models_missing` where it is not the one the manifest names. */
export function trainedModel(name: TrainedName, folder = defaultFolder): TrainedModel {
  const record = readManifest().trained[name];
  const path = join(folder, name);
  const data = existsSync(path) ? readFileSync(path) : null;
  if (!data || createHash('sha256').update(data).digest('hex') !== record.sha256) {
    throw new ShotformError(
      'models_missing',
      `${name} ${data ? 'is not the file that manifest.json names' : 'is not there'}.`,
    );
  }
  return { name, path, ...record };
}

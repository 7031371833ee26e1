import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShotformError } from '@shotform/contracts';
import { readManifest, type FileRecord, type Manifest, type ModelRecord } from './manifest.ts';
import { modelNames, recipes, type ModelName, type SourceName } from './recipes.ts';

/** Where the models are built to. Git does not see it. */
const defaultFolder = fileURLToPath(new URL('../files/', import.meta.url));
const STAMP = 'verified.json';

/** Which files were found right, as they were then: bytes and time of change. */
type Stamp = Partial<Record<ModelName, { sha256: string; bytes: number; changed: number }>>;

/** The path of a model file. `ensureModels` makes sure that it is there and is the right one. */
export function modelPath(name: ModelName, folder = defaultFolder): string {
  return join(folder, name);
}

/** What is known of each model file. */
export function modelRecords(): ModelRecord[] {
  const { package: source, models } = readManifest();
  return modelNames.map((name) => ({
    name,
    ...models[name],
    source: source.name,
    version: source.version,
    licence: source.licence,
  }));
}

/**
 * Makes sure that every model file is there and is the one the manifest names, building what is not. Quick where they
 * are: sizes and times of change are compared with those of the last full check. Throws `models_missing`, saying why,
 * where a file cannot be built or does not come out as the manifest says.
 */
export async function ensureModels(folder = defaultFolder): Promise<ModelRecord[]> {
  const manifest = readManifest();
  const stamp = readStamp(folder);
  const doubtful = modelNames.filter((name) => !isStamped(stamp, manifest, name, folder));
  if (doubtful.length > 0) {
    const wrong = doubtful.filter((name) => !matches(readIfThere(modelPath(name, folder)), manifest.models[name]));
    if (wrong.length > 0) buildModels(wrong, folder);
    writeStamp(folder, manifest);
  }
  return modelRecords();
}

/** Builds model files, whatever is there. Each appears whole or not at all. Throws `models_missing`. */
export function buildModels(names: readonly ModelName[] = modelNames, folder = defaultFolder): void {
  const manifest = readManifest();
  const sources = sourceReader(manifest);
  for (const name of names) {
    const data = recipes[name](sources);
    if (!matches(data, manifest.models[name])) {
      throw new ShotformError('models_missing', `${name} was built but is not the file that manifest.json names.`);
    }
    writeWhole(modelPath(name, folder), data);
  }
}

/** The manifest's records as the installed package and this code would make them. */
export function measure(manifest: Manifest): Manifest {
  const read = (name: SourceName): Uint8Array => readFileSync(sourcePath(manifest, name));
  const sources = Object.fromEntries(
    Object.keys(manifest.sources).map((name) => [name, record(read(name as SourceName))]),
  );
  const models = Object.fromEntries(modelNames.map((name) => [name, record(recipes[name](read))]));
  return { ...manifest, sources, models } as Manifest;
}

/** Reads a source file once, and only if it is the one the manifest names. */
function sourceReader(manifest: Manifest): (name: SourceName) => Uint8Array {
  const read = new Map<SourceName, Uint8Array>();
  return (name) => {
    const data = read.get(name) ?? readIfThere(sourcePath(manifest, name));
    if (!data || !matches(data, manifest.sources[name])) {
      throw new ShotformError(
        'models_missing',
        `${name} of ${manifest.package.name}@${manifest.package.version} ${data ? 'is not the expected file' : 'is not there'}.`,
      );
    }
    read.set(name, data);
    return data;
  };
}

function sourcePath(manifest: Manifest, name: SourceName): string {
  const { name: packageName, version } = manifest.package;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)), name);
  } catch (cause) {
    throw new ShotformError(
      'models_missing',
      `They are built from ${packageName}@${version}, which is not installed.`,
      {
        cause,
      },
    );
  }
}

function record(data: Uint8Array): FileRecord {
  return { bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}

function matches(data: Uint8Array | null, expected: FileRecord): boolean {
  return data !== null && data.length === expected.bytes && record(data).sha256 === expected.sha256;
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function writeWhole(path: string, data: Uint8Array | string): void {
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, data);
    renameSync(partial, path);
  } catch (cause) {
    if (existsSync(partial)) rmSync(partial);
    throw new ShotformError('models_missing', `${path} cannot be written.`, { cause });
  }
}

function readStamp(folder: string): Stamp {
  try {
    return JSON.parse(readFileSync(join(folder, STAMP), 'utf8')) as Stamp;
  } catch {
    return {};
  }
}

function isStamped(stamp: Stamp, manifest: Manifest, name: ModelName, folder: string): boolean {
  const entry = stamp[name];
  const found = statSync(modelPath(name, folder), { throwIfNoEntry: false });
  return (
    entry !== undefined &&
    found !== undefined &&
    entry.sha256 === manifest.models[name].sha256 &&
    entry.bytes === found.size &&
    entry.changed === found.mtimeMs
  );
}

function writeStamp(folder: string, manifest: Manifest): void {
  const stamp: Stamp = {};
  for (const name of modelNames) {
    const { size, mtimeMs } = statSync(modelPath(name, folder));
    stamp[name] = { sha256: manifest.models[name].sha256, bytes: size, changed: mtimeMs };
  }
  try {
    writeWhole(join(folder, STAMP), JSON.stringify(stamp, null, 2));
  } catch {
    // A folder that may only be read, as in an image: the files are right, and are hashed again next time.
  }
}

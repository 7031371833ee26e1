/** The free throws in 3D as `spl/` of the evaluation data holds them, in metres and seconds. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** x towards the basket, y to the shooter's left, z up; origin on the floor at the court's centre. */
export type Vector = readonly [x: number, y: number, z: number];

export interface SplTrial {
  id: string;
  made: boolean;
  timesSeconds: number[];
  /** The ball's centre, one a frame; `null` where it was not tracked. */
  ball: (Vector | null)[];
  /** One a frame, by the data's names, such as `R_KNEE`. */
  joints: Map<string, (Vector | null)[]>;
}

const FOOT = 0.3048;
/** The rim's centre and inner radius, metres. */
export const RIM: Vector = [41.75 * FOOT, 0, 10 * FOOT];
export const RIM_RADIUS = 0.457 / 2;

interface TrialFile {
  trial_id: string;
  result: string;
  keypoints: string[];
  frames: (number | null)[][];
}

/** @returns the trials of a folder in the order of their names */
export async function loadSplTrials(folder: string): Promise<SplTrial[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => parse(await readFile(join(folder, name), 'utf8'))));
}

function parse(text: string): SplTrial {
  const file = JSON.parse(text) as TrialFile;
  const place = (column: number) => file.frames.map((row) => vector(row, column));
  return {
    id: file.trial_id,
    made: file.result === 'made',
    timesSeconds: file.frames.map((row) => (row[0] ?? 0) / 1000),
    ball: place(1),
    joints: new Map(file.keypoints.map((name, i) => [name, place(4 + 3 * i)])),
  };
}

function vector(row: readonly (number | null)[], column: number): Vector | null {
  const [x, y, z] = row.slice(column, column + 3);
  return x == null || y == null || z == null ? null : [x * FOOT, y * FOOT, z * FOOT];
}

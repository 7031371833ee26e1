/** What was measured of each thing that may be a ball, kept in little memory until the clip is over. */

/** One candidate; lengths in full pixels, colours as means of U and V less 128. */
export interface Measured {
  x: number;
  y: number;
  diameter: number;
  /** Share of the circumference with an edge, 0-1. */
  support: number;
  /** Step across those edges, grey levels. */
  contrast: number;
  /** Share of those edges that go the same way, 0.5-1. */
  agreement: number;
  /** Share of the disc that is here now and neither shortly before nor after. */
  moving: number;
  /** The same of the ring around it. */
  movingAround: number;
  /** Share of the disc that differs from before or after. */
  changing: number;
  u: number;
  v: number;
  luma: number;
  /** How much warmer (128 + (V - U) / 2) the disc is than the ring around it. */
  warmer: number;
  /** log2 of the diameter over the one expected from the people; NaN where nobody is seen. */
  sizeRatio: number;
  /** Distance to the nearest hand less the radius, in diameters; NaN where nobody is seen. */
  handGap: number;
  /** How much it lies where a head is, 0-1. */
  onHead: number;
  /** How much it lies on a shoulder, elbow or knee, 0-1. */
  onJoint: number;
  /** Log-odds that the network gives a ball here; NaN where it did not look. */
  seen: number;
  /** Sum of `FOUND_BY`. */
  source: number;
}

const FIELDS = [
  'x',
  'y',
  'diameter',
  'support',
  'contrast',
  'agreement',
  'moving',
  'movingAround',
  'changing',
  'u',
  'v',
  'luma',
  'warmer',
  'sizeRatio',
  'handGap',
  'onHead',
  'onJoint',
  'seen',
  'source',
] as const satisfies readonly (keyof Measured)[];

/** What found a candidate. */
export const FOUND_BY = { edges: 1, motion: 2, network: 4 } as const;

/** Candidates frame by frame, as columns of numbers. */
export class CandidateTable {
  /** `count` numbers of each field; longer than that. */
  columns: Readonly<Record<keyof Measured, Float32Array>> = makeColumns(1024);
  count = 0;
  /** First candidate of each frame, and one past the last. */
  readonly starts: number[] = [0];

  /** Frames added. */
  get frames(): number {
    return this.starts.length - 1;
  }

  addFrame(candidates: readonly Measured[]): void {
    const needed = this.count + candidates.length;
    if (needed > this.columns.x.length) this.#grow(Math.max(needed, 2 * this.columns.x.length));
    for (const candidate of candidates) {
      for (const field of FIELDS) this.columns[field][this.count] = candidate[field];
      this.count++;
    }
    this.starts.push(this.count);
  }

  #grow(capacity: number): void {
    const larger = makeColumns(capacity);
    for (const field of FIELDS) larger[field].set(this.columns[field]);
    this.columns = larger;
  }
}

function makeColumns(capacity: number): Record<keyof Measured, Float32Array> {
  const columns = FIELDS.map((field) => [field, new Float32Array(capacity)] as const);
  return Object.fromEntries(columns) as Record<keyof Measured, Float32Array>;
}

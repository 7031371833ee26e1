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
  /** 1 found by edges, 2 by motion, 4 by colour, summed. */
  source: number;
}

const FIELDS = [
  'x', 'y', 'diameter', 'support', 'contrast', 'agreement', 'moving', 'movingAround', 'changing', 'u', 'v', 'luma', 'warmer',
  'sizeRatio', 'handGap', 'onHead', 'source',
] as const satisfies readonly (keyof Measured)[]; // prettier-ignore
const STRIDE = FIELDS.length;

/** Candidates frame by frame, as numbers. */
export class CandidateTable {
  #data = new Float32Array(STRIDE * 1024);
  #count = 0;
  /** First candidate of each frame, and one past the last. */
  readonly #starts: number[] = [0];

  /** Frames added. */
  get frames(): number {
    return this.#starts.length - 1;
  }

  addFrame(candidates: readonly Measured[]): void {
    for (const candidate of candidates) {
      if ((this.#count + 1) * STRIDE > this.#data.length) {
        const larger = new Float32Array(this.#data.length * 2);
        larger.set(this.#data);
        this.#data = larger;
      }
      const at = this.#count * STRIDE;
      for (let k = 0; k < STRIDE; k++) this.#data[at + k] = candidate[FIELDS[k]!];
      this.#count++;
    }
    this.#starts.push(this.#count);
  }

  frame(index: number): Measured[] {
    const result: Measured[] = [];
    for (let n = this.#starts[index]!; n < this.#starts[index + 1]!; n++) {
      const entries = FIELDS.map((field, k) => [field, this.#data[n * STRIDE + k]!] as const);
      result.push(Object.fromEntries(entries) as unknown as Measured);
    }
    return result;
  }
}

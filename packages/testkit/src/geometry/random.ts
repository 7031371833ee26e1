/** Random numbers that are the same for the same seed, everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [lo, hi). */
  range(lo: number, hi: number): number;
  /** Normal with the given standard deviation around 0. */
  normal(sd?: number): number;
  /** A stream of its own: draws from it do not change what others draw. */
  fork(label: string): Random;
}

function hash(text: string, seed: number): number {
  let h = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
}

/** Xorshift with the shifts 13, 17, 5 (Marsaglia 2003). */
export function random(seed: number): Random {
  let state = hash('seed', seed) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) next();
  return {
    next,
    range: (lo, hi) => lo + (hi - lo) * next(),
    normal: (sd = 1) => sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (label) => random(hash(label, seed)),
  };
}

/** A slow, smooth wandering around 0 with about the given standard deviation: nobody stands perfectly still. */
export function wander(source: Random, sd: number): (t: number) => number {
  const waves = [0.23, 0.41, 0.77].map((hertz) => ({
    omega: 2 * Math.PI * hertz * source.range(0.8, 1.2),
    phase: source.range(0, 2 * Math.PI),
  }));
  const amplitude = sd * Math.sqrt(2 / waves.length);
  return (t) => waves.reduce((sum, { omega, phase }) => sum + amplitude * Math.sin(omega * t + phase), 0);
}

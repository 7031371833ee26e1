/** Small clips for tests, made by ffmpeg as they are needed. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs ffmpeg; a name with a colon or a dash in front must be given as `file:/...`. */
export async function ffmpeg(...args: string[]): Promise<void> {
  await execute('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** A moving test picture as ffmpeg's input arguments. */
export function testPicture(size = '64x48', rate = 10, seconds = 0.8): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`];
}

export function tone(seconds = 0.8): string[] {
  return ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
}

/** Numbers that look random and are the same on every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The first part of a file. */
export async function truncate(from: string, to: string, part: number): Promise<void> {
  const bytes = await readFile(from);
  await writeFile(to, bytes.subarray(0, Math.floor(bytes.length * part)));
}

/** A copy in which a tenth of the bytes, from a part of its length on, are zero: a disk's or a network's lost blocks. */
export async function blank(from: string, to: string, part: number): Promise<void> {
  const bytes = await readFile(from);
  const start = Math.floor(bytes.length * part);
  await writeFile(to, bytes.fill(0, start, start + Math.ceil(bytes.length / 10)));
}

/** A copy with `count` bits turned over at places that the seed chooses. */
export async function flipBits(from: string, to: string, count: number, seed: number): Promise<void> {
  const bytes = await readFile(from);
  const random = seeded(seed);
  for (let i = 0; i < count; i++) bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
  await writeFile(to, bytes);
}

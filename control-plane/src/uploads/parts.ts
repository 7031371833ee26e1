/** How a video is cut: every part is as long as the others, but the last. */
import type { ReceivedPart } from '../objects/store.ts';

/** Eight MiB: above the least that S3 allows, and 2 GiB stay below its 10,000 parts. */
export const PART_BYTES = 8 * 1024 * 1024;

interface Cut {
  bytes: number;
  partBytes: number;
}

export function partCount({ bytes, partBytes }: Cut): number {
  return Math.ceil(bytes / partBytes);
}

/** `null` where there is no such part. */
export function partLength(cut: Cut, number: number): number | null {
  const count = partCount(cut);
  if (number < 1 || number > count) return null;
  return number < count ? cut.partBytes : cut.bytes - (count - 1) * cut.partBytes;
}

/** The numbers of the parts that are not there, or not as long as they should be. */
export function missingParts(cut: Cut, received: readonly ReceivedPart[]): number[] {
  const lengths = new Map(received.map(({ number, bytes }) => [number, bytes]));
  const numbers = Array.from({ length: partCount(cut) }, (_, i) => i + 1);
  return numbers.filter((number) => lengths.get(number) !== partLength(cut, number));
}

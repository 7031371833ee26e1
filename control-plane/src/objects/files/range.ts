import type { ByteRange } from '../store.ts';

/**
 * The one range of a `Range` header, within an object of `bytes`. `null`: the whole is asked for, or several ranges, which a
 * server may answer with the whole (RFC 9110, 14.2). `unsatisfiable`: nothing of it is there.
 */
export function parseRange(header: string | undefined, bytes: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (!match[1] && !match[2])) return null;
  const last = bytes - 1;
  if (!match[1]) {
    const length = Number(match[2]);
    return length === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - length), end: last };
  }
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), last) : last;
  if (match[2] && Number(match[2]) < start) return null;
  return start > last ? 'unsatisfiable' : { start, end };
}

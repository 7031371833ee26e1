import type { Readable } from 'node:stream';

/** Ticks per second of the times that ffmpeg is asked to print. */
const TICKS = 1_000_000;

/**
 * Filters that write one line per picture, with its presentation time, to file descriptor 3: the times come from the
 * same decode as the pictures, and nothing in the file (titles, tags) can write into that channel.
 */
export const printTimes = [
  'settb=AVTB',
  'metadata=mode=delete',
  'metadata=mode=add:key=shotform:value=1',
  "metadata=mode=print:key=shotform:file='pipe\\:3':direct=1",
];

/** The times that `printTimes` wrote, by picture, in seconds; `null` for a picture without one. */
export class TimeReader {
  private readonly times: (number | null)[] = [];
  private text = '';
  private ended = false;
  private wake: (() => void) | null = null;

  constructor(stream: Readable) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => this.read(text));
    const end = (): void => {
      this.ended = true;
      this.wake?.();
    };
    stream.once('end', end).once('close', end).once('error', end);
  }

  get count(): number {
    return this.times.length;
  }

  /** `undefined` where the channel ended before that picture. */
  async at(index: number): Promise<number | null | undefined> {
    while (index >= this.times.length && !this.ended) {
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = null;
    }
    return this.times[index];
  }

  private read(text: string): void {
    const lines = (this.text + text).split('\n');
    this.text = lines.pop() ?? '';
    for (const line of lines) {
      const match = /^frame:\d+\s+pts:(-?\d+|NOPTS)/.exec(line);
      if (match) this.times.push(match[1] === 'NOPTS' ? null : Number(match[1]) / TICKS);
    }
    this.wake?.();
  }
}

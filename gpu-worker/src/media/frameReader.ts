import type { Readable } from 'node:stream';

/**
 * Cuts a stream of packed pictures into frames, in three buffers that are used again: one with the consumer, one ready,
 * one being filled. While none is free the stream is paused, and with it the decoder.
 */
export class FrameReader {
  /** When something last arrived, ms of the monotonic clock; while paused, nothing is expected. */
  lastArrival = performance.now();
  private readonly stream: Readable;
  private readonly free: Uint8Array[];
  private readonly ready: Uint8Array[] = [];
  private held: Uint8Array | null = null;
  private filling: Uint8Array | null = null;
  private filled = 0;
  /** What has arrived beyond the buffers. Node resumes a paused pipe when its process has ended, so it may be several. */
  private rest: Buffer[] = [];
  private ended = false;
  private wake: (() => void) | null = null;

  constructor(stream: Readable, frameBytes: number) {
    this.stream = stream;
    this.free = Array.from({ length: 3 }, () => new Uint8Array(frameBytes));
    stream.on('data', (chunk: Buffer) => this.take(chunk));
    const end = (): void => {
      this.ended = true;
      this.wake?.();
    };
    stream.once('end', end).once('close', end).once('error', end);
  }

  /** Whether the decoder is expected to send something now. */
  get waiting(): boolean {
    return this.wake !== null && !this.ended;
  }

  /** The next picture, valid until the next call; `null` at the end. A part of a picture at the end is dropped. */
  async next(): Promise<Uint8Array | null> {
    if (this.held) this.free.push(this.held);
    this.held = null;
    this.resume();
    if (this.ready.length === 0 && !this.ended) {
      this.lastArrival = performance.now();
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = null;
    }
    this.held = this.ready.shift() ?? null;
    return this.held;
  }

  private resume(): void {
    const rest = this.rest;
    this.rest = [];
    for (const chunk of rest) this.take(chunk);
    if (this.rest.length === 0 && this.stream.isPaused()) this.stream.resume();
  }

  private take(chunk: Buffer): void {
    this.lastArrival = performance.now();
    let at = 0;
    while (at < chunk.length) {
      this.filling ??= this.free.pop() ?? null;
      if (!this.filling) {
        this.rest.push(chunk.subarray(at));
        this.stream.pause();
        return;
      }
      const count = Math.min(chunk.length - at, this.filling.length - this.filled);
      this.filling.set(chunk.subarray(at, at + count), this.filled);
      this.filled += count;
      at += count;
      if (this.filled === this.filling.length) this.complete(this.filling);
    }
  }

  private complete(frame: Uint8Array): void {
    this.ready.push(frame);
    this.filling = null;
    this.filled = 0;
    this.wake?.();
  }
}

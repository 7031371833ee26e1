import type { Socket } from 'node:net';
import { openPipe, READ_SIZE } from './pipe.ts';

/**
 * Cuts a stream of packed pictures into frames, in three buffers that are used again: one with the consumer, one ready,
 * one being filled. While none is free nothing is read, and the decoder waits.
 */
export class FrameReader {
  /** To be given to the decoder as its output, and let go with `handedOver`. */
  readonly childEnd: Socket;
  /** When something last arrived or began to be waited for, ms of the monotonic clock. */
  lastArrival = performance.now();
  private readonly stream: Socket;
  private readonly buffers: FrameBuffers;
  private ended = false;
  private wake: (() => void) | null = null;

  private constructor(stream: Socket, childEnd: Socket, buffers: FrameBuffers) {
    this.stream = stream;
    this.childEnd = childEnd;
    this.buffers = buffers;
    const end = (): void => {
      this.ended = true;
      this.wake?.();
    };
    stream.once('end', end).once('close', end).once('error', end);
  }

  static async open(frameBytes: number): Promise<FrameReader> {
    const buffers = new FrameBuffers(frameBytes);
    const { ourEnd, childEnd } = await openPipe((bytes) => {
      reader.lastArrival = performance.now();
      const goOn = buffers.take(bytes);
      if (buffers.hasReady) reader.wake?.();
      return goOn;
    });
    const reader = new FrameReader(ourEnd, childEnd, buffers);
    return reader;
  }

  /** Whether the decoder is expected to send something now. */
  get waiting(): boolean {
    return this.wake !== null && !this.ended;
  }

  handedOver(): void {
    this.childEnd.destroy();
  }

  close(): void {
    this.childEnd.destroy();
    this.stream.destroy();
  }

  /** The next picture, valid until the next call; `null` at the end. A part of a picture at the end is dropped. */
  async next(): Promise<Uint8Array | null> {
    if (this.buffers.release()) this.stream.resume();
    if (!this.buffers.hasReady && !this.ended) {
      this.lastArrival = performance.now();
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = null;
    }
    return this.buffers.hold();
  }
}

class FrameBuffers {
  private readonly free: Uint8Array[];
  private readonly ready: Uint8Array[] = [];
  private held: Uint8Array | null = null;
  private filling: Uint8Array | null = null;
  private filled = 0;
  /** What has arrived beyond the buffers, kept in `spare`. */
  private rest: Uint8Array | null = null;
  private readonly spare = new Uint8Array(READ_SIZE);

  constructor(frameBytes: number) {
    // Shared, so that another thread may look at a frame without a copy.
    this.free = Array.from({ length: 3 }, () => new Uint8Array(new SharedArrayBuffer(frameBytes)));
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  hold(): Uint8Array | null {
    this.held = this.ready.shift() ?? null;
    return this.held;
  }

  /** Takes the held frame back; answers whether more can be taken in. */
  release(): boolean {
    if (this.held) this.free.push(this.held);
    this.held = null;
    const rest = this.rest;
    this.rest = null;
    return rest === null || this.take(rest);
  }

  /** Answers whether more can be taken in. */
  take(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      this.filling ??= this.free.pop() ?? null;
      if (!this.filling) {
        const beyond = bytes.subarray(at);
        this.spare.set(beyond);
        this.rest = this.spare.subarray(0, beyond.length);
        return false;
      }
      const count = Math.min(bytes.length - at, this.filling.length - this.filled);
      this.filling.set(bytes.subarray(at, at + count), this.filled);
      this.filled += count;
      at += count;
      if (this.filled === this.filling.length) {
        this.ready.push(this.filling);
        this.filling = null;
        this.filled = 0;
      }
    }
    return true;
  }
}

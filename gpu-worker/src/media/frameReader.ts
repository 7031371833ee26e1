import type { Socket } from 'node:net';
import { openPipe } from './pipe.ts';

/** How many frames are read before they are asked for: some take ten times as long to be looked at as others. */
const AHEAD = 4;
/** What is read while no frame's buffer is free, bytes at most. */
const SPARE_SIZE = 64 * 1024;

/**
 * Cuts a stream of packed pictures into frames, in buffers that are used again: those with the consumer, those ready, one
 * being filled. While none is free nothing is read, and the decoder waits.
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

  /** `held`: how many pictures stay valid, the one given last among them. */
  static async open(frameBytes: number, held: number): Promise<FrameReader> {
    const buffers = new FrameBuffers(frameBytes, held);
    const { ourEnd, childEnd } = await openPipe({
      room: () => buffers.room(),
      take: (count) => {
        reader.lastArrival = performance.now();
        const goOn = buffers.take(count);
        if (buffers.hasReady) reader.wake?.();
        return goOn;
      },
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

  /** The next picture; `null` at the end. A part of a picture at the end is dropped. */
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
  /** With the consumer, the oldest first; the most there may be. */
  private readonly held: Uint8Array[] = [];
  private readonly heldMost: number;
  private filling: Uint8Array | null = null;
  private filled = 0;
  /** Given for the next read while no frame is free; what it has of bytes that belong to frames. */
  private readonly spare = new Uint8Array(SPARE_SIZE);
  private isSpareGiven = false;
  private spared = this.spare.subarray(0, 0);

  constructor(frameBytes: number, heldMost: number) {
    this.heldMost = heldMost;
    // Shared, so that another thread may look at a frame without a copy.
    this.free = Array.from({ length: heldMost + AHEAD }, () => new Uint8Array(new SharedArrayBuffer(frameBytes)));
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  hold(): Uint8Array | null {
    const frame = this.ready.shift() ?? null;
    if (frame) this.held.push(frame);
    return frame;
  }

  /** Takes back the oldest frame if there may be no more with the consumer; answers whether there is room for more. */
  release(): boolean {
    if (this.held.length === this.heldMost) this.free.push(this.held.shift()!);
    return this.emptySpare();
  }

  /** Where the next bytes go. */
  room(): Uint8Array {
    const frame = this.frameRoom();
    this.isSpareGiven = frame === null;
    return frame ?? this.spare;
  }

  /** Takes in what was read to `room`; answers whether there is room for more. */
  take(count: number): boolean {
    if (!this.isSpareGiven) this.advance(count);
    else this.spared = this.spare.subarray(0, count);
    return this.emptySpare();
  }

  private frameRoom(): Uint8Array | null {
    this.filling ??= this.free.pop() ?? null;
    return this.filling?.subarray(this.filled) ?? null;
  }

  private advance(count: number): void {
    this.filled += count;
    if (!this.filling || this.filled < this.filling.length) return;
    this.ready.push(this.filling);
    this.filling = null;
    this.filled = 0;
  }

  private emptySpare(): boolean {
    for (let room = this.frameRoom(); room; room = this.frameRoom()) {
      if (this.spared.length === 0) return true;
      const part = this.spared.subarray(0, room.length);
      room.set(part);
      this.spared = this.spared.subarray(part.length);
      this.advance(part.length);
    }
    return false;
  }
}

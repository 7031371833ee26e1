/** Where a picture changes, on a coarse grid: where to look for people, and what is a mere picture of one. */
import type { VideoFrame } from '../frame.ts';
import type { Box } from './body.ts';
import type { Region } from './picture.ts';

/** Cells along the longer side. */
const CELLS = 64;
/** About this many samples across a cell: their mean is steadier than the noise of a pixel. */
const SAMPLES = 8;
/** Change of a cell's mean, of 255, that is movement and not noise. */
const MOVED = 6;
/** Change that is certainly not the noise of a still picture. */
const NOT_STILL = 2.5;
/** A blob of fewer cells is noise, or too small for a person. */
const BLOB_MIN = 3;
/** How long a moving thing that was looked at and is nobody is left alone, seconds. */
const DISMISSED_SECONDS = 1;
/** How much larger than what moves the square around it is: of a person often only a part moves. */
const AROUND = 2;
/** Smallest square worth looking at, as part of the longer side. */
const PLACE_MIN = 0.3;

export class MotionMap {
  private readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly means: Float32Array;
  private readonly moved: Uint8Array;
  /** The mean from which a cell's stillness is told, and since when it holds. */
  private readonly anchors: Float32Array;
  private readonly stillSince: Float64Array;
  private readonly dismissedUntil: Float64Array;
  private now = 0;
  private isFirst = true;

  constructor(width: number, height: number) {
    this.cell = Math.max(width, height) / CELLS;
    this.columns = Math.max(1, Math.floor(width / this.cell));
    this.rows = Math.max(1, Math.floor(height / this.cell));
    const count = this.columns * this.rows;
    this.means = new Float32Array(count);
    this.moved = new Uint8Array(count);
    this.anchors = new Float32Array(count);
    this.stillSince = new Float64Array(count);
    this.dismissedUntil = new Float64Array(count).fill(-Infinity);
  }

  /** Takes a frame in: what moved is told against the frame of the last call. */
  update(frame: VideoFrame): void {
    this.now = frame.timeSeconds;
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) this.updateCell(frame, row, column);
    }
    this.isFirst = false;
  }

  private updateCell(frame: VideoFrame, row: number, column: number): void {
    const i = row * this.columns + column;
    const mean = this.mean(frame, row, column);
    this.moved[i] = !this.isFirst && Math.abs(mean - this.means[i]!) > MOVED ? 1 : 0;
    this.means[i] = mean;
    if (this.isFirst || Math.abs(mean - this.anchors[i]!) > NOT_STILL) {
      this.anchors[i] = mean;
      this.stillSince[i] = this.now;
    }
  }

  private mean({ y: luma, width }: VideoFrame, row: number, column: number): number {
    const step = Math.max(1, Math.floor(this.cell / SAMPLES));
    const bottom = Math.floor((row + 1) * this.cell);
    const right = Math.floor((column + 1) * this.cell);
    let sum = 0;
    let count = 0;
    for (let y = Math.floor(row * this.cell); y < bottom; y += step) {
      for (let x = Math.floor(column * this.cell); x < right; x += step) {
        sum += luma[y * width + x]!;
        count++;
      }
    }
    return count > 0 ? sum / count : 0;
  }

  /** A square around the largest thing that moves outside the boxes of those `known`; `null` where nothing new does. */
  busiest(known: readonly Box[]): Region | null {
    const open = Uint8Array.from(this.moved, (moved, i) =>
      moved && this.dismissedUntil[i]! <= this.now && !known.some((box) => this.isInside(i, box)) ? 1 : 0,
    );
    let best: Blob | null = null;
    for (let i = 0; i < open.length; i++) {
      if (!open[i]) continue;
      const blob = this.takeBlob(open, i);
      if (blob.cells >= BLOB_MIN && (!best || blob.cells > best.cells)) best = blob;
    }
    return best && this.squareAround(best);
  }

  /** Leaves what `busiest` found in a region alone for a while. */
  dismiss(region: Region): void {
    for (let i = 0; i < this.dismissedUntil.length; i++) {
      if (this.isWithin(i, region, 0.5 / AROUND)) this.dismissedUntil[i] = this.now + DISMISSED_SECONDS;
    }
  }

  /** For how many seconds nothing has changed around the middle of a region. */
  stillSeconds(region: Region): number {
    let latest = -Infinity;
    for (let i = 0; i < this.stillSince.length; i++) {
      if (this.isWithin(i, region, 0.3)) latest = Math.max(latest, this.stillSince[i]!);
    }
    return latest === -Infinity ? 0 : this.now - latest;
  }

  /** Whether a cell's centre lies in a box, or next to it. */
  private isInside(i: number, { left, top, right, bottom }: Box): boolean {
    const x = ((i % this.columns) + 0.5) * this.cell;
    const y = (Math.floor(i / this.columns) + 0.5) * this.cell;
    return x > left - this.cell && x < right + this.cell && y > top - this.cell && y < bottom + this.cell;
  }

  /** Whether a cell's centre is nearer to the region's than `part` of its side, along both axes. */
  private isWithin(i: number, region: Region, part: number): boolean {
    const x = ((i % this.columns) + 0.5) * this.cell;
    const y = (Math.floor(i / this.columns) + 0.5) * this.cell;
    return Math.abs(x - region.x) < part * region.size && Math.abs(y - region.y) < part * region.size;
  }

  /** Removes a cell and all that hang together with it, over gaps of one cell, and measures them. */
  private takeBlob(open: Uint8Array, start: number): Blob {
    const blob: Blob = { cells: 0, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const queue = [start];
    open[start] = 0;
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      const column = i % this.columns;
      const row = Math.floor(i / this.columns);
      blob.cells++;
      blob.left = Math.min(blob.left, column);
      blob.right = Math.max(blob.right, column + 1);
      blob.top = Math.min(blob.top, row);
      blob.bottom = Math.max(blob.bottom, row + 1);
      for (let y = Math.max(0, row - 2); y <= Math.min(this.rows - 1, row + 2); y++) {
        for (let x = Math.max(0, column - 2); x <= Math.min(this.columns - 1, column + 2); x++) {
          const neighbour = y * this.columns + x;
          if (!open[neighbour]) continue;
          open[neighbour] = 0;
          queue.push(neighbour);
        }
      }
    }
    return blob;
  }

  private squareAround({ left, top, right, bottom }: Blob): Region {
    const long = CELLS * this.cell;
    const size = AROUND * Math.max(right - left, bottom - top) * this.cell;
    return {
      x: ((left + right) / 2) * this.cell,
      y: ((top + bottom) / 2) * this.cell,
      size: Math.min(long, Math.max(PLACE_MIN * long, size)),
      rotation: 0,
    };
  }
}

/** Cells that moved together, and the box around them in cells. */
interface Blob {
  cells: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

import type { WriteStream } from 'node:tty';

const BAR = 28;
const REDRAW_MILLISECONDS = 80;

/** A line on the terminal that tells how far a stage is; nothing where the stream is no terminal. */
export class ProgressLine {
  private readonly stream: WriteStream;
  private stage: string | null = null;
  private stageStart = 0;
  private drawn = 0;

  constructor(stream: WriteStream) {
    this.stream = stream;
  }

  /** `part` of this stage is done, 0-1. */
  show(stage: string, part: number): void {
    if (!this.stream.isTTY) return;
    const now = performance.now();
    if (stage !== this.stage) [this.stage, this.stageStart, this.drawn] = [stage, now, 0];
    if (now - this.drawn < REDRAW_MILLISECONDS) return;
    this.drawn = now;
    const filled = Math.round(part * BAR);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
    const percent = `${Math.floor(part * 100)}`.padStart(3);
    const left = part > 0.05 ? ((now - this.stageStart) / 1000 / part) * (1 - part) : null;
    const remaining = left !== null && left >= 1 ? `  ${Math.ceil(left)} s left` : '';
    this.stream.write(`\r\x1b[K${stage.padEnd(9)} ${bar} ${percent} %${remaining}`);
  }

  clear(): void {
    if (this.stream.isTTY && this.stage) this.stream.write('\r\x1b[K');
  }
}

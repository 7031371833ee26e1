import type { AnalysisStage, AttemptProgress } from '@shotform/contracts';
import { percentAt } from './percent.ts';

/**
 * Passes progress on as others can bear it: one message at a time, at most one every `everyMilliseconds` (a new stage at
 * once), the newest only, and a percentage that never falls.
 */
export class ProgressReport {
  private readonly send: (progress: AttemptProgress) => Promise<void>;
  private readonly everyMilliseconds: number;
  private newest: AttemptProgress = { stage: 'download', percent: 0 };
  private sent: AttemptProgress | null = null;
  private busy = false;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(send: (progress: AttemptProgress) => Promise<void>, everyMilliseconds: number) {
    this.send = send;
    this.everyMilliseconds = everyMilliseconds;
  }

  note(stage: AnalysisStage, part: number): void {
    const percent = Math.max(this.newest.percent, Math.round(percentAt(stage, part) * 10) / 10);
    this.newest = { stage, percent };
    if (stage !== this.sent?.stage) void this.pass();
    else this.timer ??= setTimeout(() => void this.pass(), this.everyMilliseconds);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private async pass(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.busy || this.ended) return;
    this.busy = true;
    const { newest } = this;
    this.sent = newest;
    // Progress that is lost is made good by the next.
    await this.send(newest).catch(() => undefined);
    this.busy = false;
    if (this.newest !== newest) this.note(this.newest.stage, 0);
  }
}

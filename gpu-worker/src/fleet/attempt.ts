/** One claim, from the source to the stored outputs, with beats all along. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ShotformError, isMediaError, type Claim, type FailAttempt } from '@shotform/contracts';
import type { Progress } from '../engine.ts';
import { Superseded, type ControlPlane } from './controlPlane.ts';
import type { EngineProcess } from './engineProcess.ts';
import { download, store } from './files.ts';
import type { Log } from './log.ts';
import { ProgressReport } from './progressReport.ts';
import { inTemporaryFolder } from './temporary.ts';

export type AttemptEnd = 'completed' | 'failed' | 'superseded' | 'canceled' | 'handed back';

type Stop = Extract<AttemptEnd, 'superseded' | 'canceled' | 'handed back'>;

/** Why work was stopped from outside. */
class CalledOff extends Error {
  readonly end: Stop;

  constructor(end: Stop) {
    super(end);
    this.end = end;
  }
}

const PROGRESS_MILLISECONDS = 1000;

export class Attempt {
  private readonly claim: Claim;
  private readonly controlPlane: ControlPlane;
  private readonly engine: EngineProcess;
  private readonly log: Log;
  private readonly stopped = new AbortController();

  constructor(claim: Claim, controlPlane: ControlPlane, engine: EngineProcess, log: Log) {
    this.claim = claim;
    this.controlPlane = controlPlane;
    this.engine = engine;
    this.log = log;
  }

  /** Gives up the work, so that another may take it. */
  handBack(): void {
    this.stopped.abort(new CalledOff('handed back'));
  }

  /** Never throws: whatever happens is reported, as far as somebody listens. */
  async run(): Promise<AttemptEnd> {
    const beating = new AbortController();
    const beats = this.beat(beating.signal);
    const progress = new ProgressReport((now) => this.passOn(now), PROGRESS_MILLISECONDS);
    try {
      await inTemporaryFolder((folder) => this.work(progress, folder));
      return 'completed';
    } catch (error) {
      return await this.end(error);
    } finally {
      progress.end();
      beating.abort();
      await beats;
    }
  }

  private async work(progress: ProgressReport, folder: string): Promise<void> {
    const { signal } = this.stopped;
    const file = join(folder, 'source');
    const out = join(folder, 'out');
    await mkdir(out);
    const onDownloaded = (part: number): void => progress.note('download', part);
    const sourceSha256 = await download(this.claim.source, file, { signal, onPart: onDownloaded });
    const { model, limits, baseline } = this.claim;
    const onProgress = ({ stage, part }: Progress): void => progress.note(stage, part);
    await this.engine.run({ file, out, model, limits, baseline }, { signal, onProgress });
    const outputs = await store(out, this.claim, { signal, onPart: (part) => progress.note('store', part) });
    signal.throwIfAborted();
    await this.controlPlane.complete(this.claim, { sourceSha256, outputs });
  }

  private async end(error: unknown): Promise<AttemptEnd> {
    if (error instanceof Superseded) await this.askOn();
    const { reason } = this.stopped.signal;
    if (reason instanceof CalledOff) {
      // Of what is superseded or cancelled nobody waits to hear.
      return reason.end === 'handed back' ? this.report('handed back', (to) => to.handBack(this.claim)) : reason.end;
    }
    if (error instanceof Superseded) return 'superseded';
    const failure = asFailure(error);
    this.log.warn('attempt failed', { code: failure.code, retryable: failure.retryable, reason: failure.message });
    return this.report('failed', (to) => to.fail(this.claim, failure));
  }

  private async report(end: AttemptEnd, say: (to: ControlPlane) => Promise<void>): Promise<AttemptEnd> {
    try {
      await say(this.controlPlane);
    } catch (unreported) {
      if (unreported instanceof Superseded) return 'superseded';
      this.log.error(`"${end}" could not be reported: the lease will run out`, { reason: String(unreported) });
    }
    return end;
  }

  /** Extends the lease until told to stop. A beat that does not get through is no reason to stop: the fence is. */
  private async beat(signal: AbortSignal): Promise<void> {
    const wait = (): Promise<void> =>
      sleep(this.claim.beatSeconds * 1000, undefined, { signal }).catch(() => undefined);
    for (await wait(); !signal.aborted; await wait()) await this.askOn();
  }

  /** Extends the lease and hears whether the work is still wanted; only this tells a cancelled one from a superseded one. */
  private async askOn(): Promise<void> {
    try {
      const { canceled } = await this.controlPlane.beat(this.claim);
      if (canceled) this.stopped.abort(new CalledOff('canceled'));
    } catch (error) {
      if (error instanceof Superseded) this.stopped.abort(new CalledOff('superseded'));
      else this.log.warn('a beat did not get through', { reason: String(error) });
    }
  }

  private async passOn(progress: Parameters<ControlPlane['progress']>[1]): Promise<void> {
    try {
      await this.controlPlane.progress(this.claim, progress);
    } catch (error) {
      if (error instanceof Superseded) await this.askOn();
    }
  }
}

function asFailure(error: unknown): FailAttempt {
  const known = error instanceof ShotformError ? error : null;
  const message = (known?.message ?? String(error)).slice(0, 1000);
  return { code: known?.code ?? 'internal', message, retryable: !isMediaError(error) };
}

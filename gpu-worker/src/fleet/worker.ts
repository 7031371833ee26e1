/** The fleet's worker: one analysis after the other, until it is drained. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ShotformError, type Claim } from '@shotform/contracts';
import { Attempt } from './attempt.ts';
import type { WorkerConfig } from './config.ts';
import { ControlPlane } from './controlPlane.ts';
import { EngineProcess } from './engineProcess.ts';
import { Hints, type Hint } from './hints.ts';
import type { Log } from './log.ts';
import { sweepTemporaryFolders } from './temporary.ts';

/** After an error of the queue. */
const PAUSE_MILLISECONDS = 2000;

export class FleetWorker {
  private readonly config: WorkerConfig;
  private readonly log: Log;
  private readonly controlPlane: ControlPlane;
  private readonly engine: EngineProcess;
  private readonly hints: Hints;
  private readonly draining = new AbortController();
  private attempt: Attempt | null = null;

  constructor(config: WorkerConfig, log: Log) {
    this.config = config;
    this.log = log;
    this.controlPlane = new ControlPlane(config.controlPlaneUrl, config.fleetToken);
    this.engine = new EngineProcess(config.provider, config);
    this.hints = new Hints(config.queueUrl, (error) =>
      log.warn('the queue does not answer', { reason: error.message }),
    );
  }

  /**
   * Works until `drain`. Errors, before any work is taken: `provider_unavailable`, `models_missing`; the queue's own where
   * it cannot be used.
   */
  async run(): Promise<void> {
    try {
      await sweepTemporaryFolders();
      await this.engine.open();
      await this.hints.ready();
      this.log.info('ready', { provider: this.config.provider });
      while (!this.draining.signal.aborted) await this.turn();
    } finally {
      await Promise.all([this.hints.close(), this.engine.close()]);
    }
    this.log.info('drained');
  }

  /** Takes nothing more. What it has is finished within the drain time, else handed back. */
  drain(): void {
    if (this.draining.signal.aborted) return;
    this.log.info('draining');
    this.draining.abort();
    void this.hints.close();
    const handBack = new ShotformError('internal', 'The worker was stopped before it was done.', { retryable: true });
    setTimeout(() => this.attempt?.stop(handBack), this.config.drainSeconds * 1000).unref();
  }

  private async turn(): Promise<void> {
    try {
      const hint = await this.hints.next();
      const claim = hint && (await this.take(hint));
      if (claim) await this.work(claim);
    } catch (error) {
      if (this.draining.signal.aborted) return;
      this.log.warn('the queue or the control plane does not answer', { reason: String(error) });
      await sleep(PAUSE_MILLISECONDS, undefined, { signal: this.draining.signal }).catch(() => undefined);
    }
  }

  /** A hint has done its work once the control plane has answered, whatever it said. */
  private async take(hint: Hint): Promise<Claim | null> {
    const claim = await this.controlPlane.claim(hint.analysis, { worker: this.config.name });
    await hint.done().catch((error: unknown) => this.log.warn('a hint stays in the queue', { reason: String(error) }));
    return claim;
  }

  private async work(claim: Claim): Promise<void> {
    const log = this.log.with({ analysis: claim.analysis, attempt: claim.attempt, fence: claim.fence });
    const start = performance.now();
    log.info('claimed', { model: claim.model, bytes: claim.source.bytes });
    this.attempt = new Attempt(claim, this.controlPlane, this.engine, log);
    const end = await this.attempt.run();
    this.attempt = null;
    log.info(end, { seconds: Math.round(performance.now() - start) / 1000 });
  }
}

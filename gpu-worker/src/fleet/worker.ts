/** The fleet's worker: one analysis after the other, until it is drained. */
import type { Claim } from '@shotform/contracts';
import { Attempt } from './attempt.ts';
import type { WorkerConfig } from './config.ts';
import { ControlPlane } from './controlPlane.ts';
import { EngineProcess } from './engineProcess.ts';
import { Hints } from './hints.ts';
import type { Log } from './log.ts';
import { sweepTemporaryFolders } from './temporary.ts';

export class FleetWorker {
  private readonly config: WorkerConfig;
  private readonly log: Log;
  private readonly controlPlane: ControlPlane;
  private readonly engine: EngineProcess;
  private readonly hints: Hints;
  private readonly draining = Promise.withResolvers<void>();
  private attempt: Attempt | null = null;
  /** The drain time is over. */
  private overdue = false;

  constructor(config: WorkerConfig, log: Log) {
    this.config = config;
    this.log = log;
    this.controlPlane = new ControlPlane(config.controlPlaneUrl, config.fleetToken);
    this.engine = new EngineProcess(config.provider, config);
    this.hints = new Hints({
      url: config.queueUrl,
      onHint: (analysis) => this.look(analysis),
      onError: (error) => log.warn('the queue or the control plane does not answer', { reason: error.message }),
    });
  }

  /**
   * Works until `drain`. Errors, before any work is taken: `provider_unavailable`, `models_missing`; the queue's own where
   * it cannot be used.
   */
  async run(): Promise<void> {
    try {
      await sweepTemporaryFolders();
      await this.engine.open();
      await this.hints.start();
      this.log.info('ready', { provider: this.config.provider });
      await this.draining.promise;
    } finally {
      await this.hints.close();
      await this.engine.close();
    }
    this.log.info('drained');
  }

  /** Takes nothing more. What it has is finished within the drain time, else handed back. */
  drain(): void {
    this.log.info('draining');
    this.draining.resolve();
    setTimeout(() => this.handBack(), this.config.drainSeconds * 1000).unref();
  }

  /** Drops what it has: the engine is gone when the promise is kept. The analysis is handed back if there is time for it. */
  async abandon(): Promise<void> {
    this.handBack();
    await this.engine.kill();
  }

  private handBack(): void {
    this.overdue = true;
    this.attempt?.handBack();
  }

  private async look(analysis: string): Promise<void> {
    const claim = await this.controlPlane.claim(analysis, { worker: this.config.name });
    if (claim) await this.work(claim);
  }

  private async work(claim: Claim): Promise<void> {
    const log = this.log.with({ analysis: claim.analysis, attempt: claim.attempt, fence: claim.fence });
    const start = performance.now();
    log.info('claimed', { model: claim.model, bytes: claim.source.bytes });
    this.attempt = new Attempt(claim, this.controlPlane, this.engine, log);
    if (this.overdue) this.attempt.handBack();
    const end = await this.attempt.run();
    this.attempt = null;
    log.info(end, { seconds: Math.round(performance.now() - start) / 1000 });
  }
}

import { Injectable } from '@nestjs/common';

/** The moments between which a crash must not lose, double or change anything. */
export const faultPoints = [
  'upload.start:after-store',
  'upload.complete:after-store',
  'analysis.create:before-commit',
  'analysis.create:after-commit',
  'attempt.claim:before-commit',
  'attempt.claim:after-commit',
  'attempt.beat:after-commit',
  'attempt.progress:before-commit',
  'attempt.complete:before-transaction',
  'attempt.complete:before-commit',
  'attempt.complete:after-commit',
  'attempt.fail:before-commit',
  'attempt.fail:after-commit',
  'attempt.hand-back:before-commit',
  'attempt.hand-back:after-commit',
  'reconciler.requeue:before-commit',
  'reconciler.requeue:after-commit',
  'erasure:after-store',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** Does nothing, but where a test says that the process dies at one of the points. */
@Injectable()
export class Faults {
  async reach(_point: FaultPoint): Promise<void> {}
}

/** Dies at the point as by `kill -9`: nothing is closed, nothing rolled back but by others. */
export class DeadlyFaults extends Faults {
  readonly #point: FaultPoint;

  constructor(point: FaultPoint) {
    super();
    this.#point = point;
  }

  override async reach(point: FaultPoint): Promise<void> {
    if (point !== this.#point) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal may take a moment: nothing may happen in it.
    await new Promise(() => {});
  }
}

/** @throws Error where it names no point. */
export function faultsFrom(env: NodeJS.ProcessEnv): Faults {
  const named = env['SHOTFORM_FAULT'];
  if (!named) return new Faults();
  const point = faultPoints.find((each) => each === named);
  if (!point) throw new Error(`SHOTFORM_FAULT: must be one of ${faultPoints.join(', ')}`);
  return new DeadlyFaults(point);
}

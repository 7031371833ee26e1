/** What V8 does with memory, where its own judgement costs a worker much of it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8's own collector, which Node only shows on demand. */
const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void;
})();

/**
 * What is new on our heap is soon garbage: V8 otherwise lets it grow to 100 MB before it looks, most of what a long clip would
 * take more than a short one. Of the whole process, from now on; threads of ours are given limits of their own.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Between two stages: what the one leaves lies in arrays outside the heap, of which V8 would let tens of megabytes wait. */
export function collectStage(): void {
  collect({ type: 'major' });
}

/** Runs between two collections: at half a megabyte a run what waits is small, and collecting costs nothing beside them. */
const RUNS = 16;

/**
 * onnxruntime-node leaves a run's outputs, in memory outside the heap, to the collector, which sees only small objects there and
 * takes its time: some 60 MB wait for it in each thread. To be called once what came out of a run has been copied or let go.
 */
export class OutputCollector {
  private runs = 0;

  afterRun(): void {
    if (++this.runs % RUNS === 0) collect({ type: 'minor' });
  }
}

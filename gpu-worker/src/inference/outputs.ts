import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs between two collections: at half a megabyte a run what waits is small, and collecting costs nothing beside them. */
const RUNS = 16;

/** V8's own collector, which Node only shows on demand. */
const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as (options: { type: 'minor' }) => void;
})();

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

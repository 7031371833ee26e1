/**
 * One whole analysis with every output, as its own process, so that its CPU and memory can be told apart:
 * `node scripts/bench/analysis.ts VIDEO OUT`. Prints the cost of each stage as JSON.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { analyzeVideo, writeOutputs, type Progress } from '@shotform/gpu-worker';

export interface StageCost {
  stage: Progress['stage'];
  wallSeconds: number;
  /** Of this process and of the programs it started and that have ended. */
  cpuSeconds: number;
}

const CLOCK_TICKS = 100;

class StageMeter {
  readonly costs: StageCost[] = [];
  private wall = performance.now();
  private cpu = cpuSeconds();
  private stage: Progress['stage'] = 'probe';

  /** Ends the stage that runs when another begins. */
  enter(stage: Progress['stage']): void {
    if (stage === this.stage) return;
    this.end();
    this.stage = stage;
  }

  end(): void {
    const [wall, cpu] = [performance.now(), cpuSeconds()];
    this.costs.push({ stage: this.stage, wallSeconds: (wall - this.wall) / 1000, cpuSeconds: cpu - this.cpu });
    [this.wall, this.cpu] = [wall, cpu];
  }
}

/** User and system time of this process and of its children that have ended. */
function cpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / CLOCK_TICKS;
}

const [video, out] = process.argv.slice(2);
if (!video || !out) throw new Error('usage: node scripts/bench/analysis.ts VIDEO OUT');
mkdirSync(out, { recursive: true });
const meter = new StageMeter();
const onProgress = ({ stage }: Progress): void => meter.enter(stage);
const analysis = await analyzeVideo(video, { onProgress, copyFolder: out });
await writeOutputs(out, analysis, { onProgress });
meter.end();
console.log(JSON.stringify(meter.costs));

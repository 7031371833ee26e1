/** Runs a program and tells what it cost: wall and CPU seconds and memory, its children's included. Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';

export interface Cost {
  wallSeconds: number;
  /** User and system time of the program and of everything it started and waited for. */
  cpuSeconds: number;
  /** Largest resident memory at one moment: of the program, and of it with all it started. */
  peakMegabytes: number;
  peakTreeMegabytes: number;
  stdout: string;
}

const SAMPLE_MILLISECONDS = 200;

/** @throws Error with the program's last words where it does not end with 0. */
export async function runProgram(command: string, args: readonly string[]): Promise<Cost> {
  // The shell's own `time` counts waited-for children, which Node cannot ask about.
  const timed = ['-c', 'TIMEFORMAT="times %R %U %S"; time "$@"', 'bench', command, ...args];
  const child = spawn('bash', timed, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-20_000)));
  let [peak, peakTree] = [0, 0];
  const timer = setInterval(() => {
    const sizes = treeMegabytes(child.pid!);
    peak = Math.max(peak, ...sizes);
    peakTree = Math.max(
      peakTree,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  }, SAMPLE_MILLISECONDS);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  const times = /times ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (status !== 0 || !times) throw new Error(`${command} ended with ${status}: ${stderr.slice(-2000)}`);
  const [wall, user, system] = times.slice(1).map(Number) as [number, number, number];
  return { wallSeconds: wall, cpuSeconds: user + system, peakMegabytes: peak, peakTreeMegabytes: peakTree, stdout };
}

/** Resident memory of a process and of each of its descendants. */
function treeMegabytes(root: number): number[] {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(fields[1]));
      sizes.set(Number(name), (Number(fields[21]) * 4096) / 1e6);
    } catch {
      // It ended while we looked.
    }
  }
  const isInside = (pid: number): boolean => pid === root || (parents.has(pid) && isInside(parents.get(pid)!));
  return [...sizes].filter(([pid]) => isInside(pid)).map(([, size]) => size);
}

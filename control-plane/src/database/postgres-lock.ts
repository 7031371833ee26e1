/** One living process a data folder; what a killed one left behind is cleared. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 30_000;

/**
 * Claims the folder for this process, and stops a server that a dead process left running in it.
 *
 * @returns what gives the folder free again.
 * @throws Error where another living process has it.
 */
export async function claimDataFolder(folder: string): Promise<() => void> {
  const claim = path.join(folder, 'claimed-by');
  const holder = readClaim(claim);
  if (holder !== null && holder.started === startTime(holder.pid)) {
    throw new Error(`${folder} is in use by process ${holder.pid}.`);
  }
  writeFileSync(claim, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }));
  await clearServer(path.join(folder, 'data', 'postmaster.pid'));
  return () => rmSync(claim, { force: true });
}

function readClaim(file: string): { pid: number; started: string | null } | null {
  try {
    const claim = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; started: string | null };
    return isAlive(claim.pid) ? claim : null;
  } catch {
    return null;
  }
}

/** Tells a process from a later one of the same number; `null` where the system does not say (then the number decides). */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the name in field 2 is in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

async function clearServer(pidFile: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid === null) return;
  if (isPostgres(pid)) {
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
  }
  // The number may belong to somebody else by now (a container's are few): PostgreSQL would refuse to start.
  rmSync(pidFile, { force: true });
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether this process is a PostgreSQL server; where the system does not tell, being alive is taken for it. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return process.platform !== 'linux';
  }
}

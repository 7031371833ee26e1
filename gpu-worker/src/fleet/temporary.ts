/** Folders for one attempt each: gone when it ends, however it ends. */
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'shotform-attempt';

/** Gives `work` an empty folder. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `${NAME}-${process.pid}-`));
  const removeAtExit = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeAtExit);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    // Not before: the process may be told to end while it is removed.
    process.off('exit', removeAtExit);
  }
}

/** Removes what workers left that were killed. To be called before any work. */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${NAME}-(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) {
      await rm(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but a process.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

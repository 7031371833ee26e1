/** Parts that no package registry of npm brings: found on PATH, else installed by apt as root, else asked for. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ShotformError } from '@shotform/contracts';

/** Program -> package, where they differ by system. */
const parts = {
  ffmpeg: { apt: ['ffmpeg'], brew: 'ffmpeg' },
  chromium: { apt: ['chromium'], brew: '--cask chromium' },
  'redis-server': { apt: ['redis-server'], brew: 'redis' },
  // OpenStack's object store speaks S3: what the tests use for it.
  'swift-proxy-server': { apt: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'], brew: null },
} as const;
export type SystemPart = keyof typeof parts;

/** @throws ShotformError `system_part_missing` with the one command to run, where it could not be installed. */
export function ensureSystemParts(...wanted: SystemPart[]): void {
  const missing = wanted.filter((part) => !isOnPath(part));
  if (missing.length === 0) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get')) {
    console.error(`Installing ${missing.join(' and ')} (once) ...`);
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...missing.flatMap((part) => parts[part].apt));
  }
  const still = missing.filter((part) => !isOnPath(part));
  if (still.length > 0) {
    throw new ShotformError('system_part_missing', `Install ${still.join(' and ')} with: ${installCommand(still)}`);
  }
}

/** For tests that can do without: says what is missing and how to get it, and that those tests are skipped. */
export function tryForSystemParts(...wanted: SystemPart[]): void {
  try {
    ensureSystemParts(...wanted);
  } catch (error) {
    if (!(error instanceof ShotformError)) throw error;
    console.error(`${error.message}\nThe tests that need it are skipped.`);
  }
}

/** What it says is of use only where it fails. */
function apt(...args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: Infinity,
  });
  if (status !== 0) console.error([stdout, stderr, error?.message].filter(Boolean).join('\n'));
}

function installCommand(missing: SystemPart[]): string {
  if (process.platform === 'darwin') {
    return missing.map((part) => `brew install ${parts[part].brew ?? part}`).join(' && ');
  }
  if (process.platform === 'win32') return `winget install ${missing.join(' ')}`;
  return `sudo apt-get update && sudo apt-get install -y ${missing.flatMap((part) => parts[part].apt).join(' ')}`;
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, process.platform === 'win32' ? `${program}.exe` : program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

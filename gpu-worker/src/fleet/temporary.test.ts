import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inTemporaryFolder, sweepTemporaryFolders } from './temporary.ts';

it('is gone when the work is done, and when it failed', async () => {
  const folders: string[] = [];
  const work = async (folder: string): Promise<void> => {
    folders.push(folder);
    await writeFile(join(folder, 'source'), 'x');
    if (folders.length > 1) throw new Error('no');
  };
  await inTemporaryFolder(work);
  await expect(inTemporaryFolder(work)).rejects.toThrow('no');
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});

it('is gone when the process ends in the middle of it', () => {
  const module = new URL('./temporary.ts', import.meta.url).href;
  const script = `const { inTemporaryFolder } = await import('${module}');
    await inTemporaryFolder(async (folder) => { console.log(folder); process.exit(0); });`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stdout).toContain('shotform-attempt-');
  expect(existsSync(stdout.trim())).toBe(false);
});

it('what a killed worker left is swept, what a living one has is not', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const left = join(tmpdir(), `shotform-attempt-${pid}-x`);
  const living = join(tmpdir(), `shotform-attempt-${process.ppid}-x`);
  await Promise.all([mkdir(left), mkdir(living)]);
  try {
    await sweepTemporaryFolders();
    expect([existsSync(left), existsSync(living)]).toEqual([false, true]);
  } finally {
    await rm(living, { recursive: true });
  }
});

import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ShotformError } from '@shotform/contracts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/**
 * The absolute path of a file that is there, is a file (not a folder, pipe or device), can be read, is not empty and is
 * within `maxBytes`. Errors: `file_not_found`, `file_unreadable`, `file_empty`, `file_too_large`.
 */
export async function readableFile(file: string, maxBytes: number): Promise<string> {
  const path = resolve(file);
  let status;
  try {
    status = await stat(path);
  } catch (cause) {
    const gone = ['ENOENT', 'ENOTDIR'].includes(codeOf(cause));
    throw new ShotformError(gone ? 'file_not_found' : 'file_unreadable', undefined, { cause });
  }
  if (status.isDirectory()) throw new ShotformError('file_unreadable', 'It is a folder.');
  if (!status.isFile()) throw new ShotformError('file_unreadable', 'It is not a regular file.');
  try {
    await (await open(path, constants.O_RDONLY)).close();
  } catch (cause) {
    throw new ShotformError('file_unreadable', undefined, { cause });
  }
  if (status.size === 0) throw new ShotformError('file_empty');
  if (status.size > maxBytes) {
    throw new ShotformError('file_too_large', `It has ${status.size} bytes, the limit is ${maxBytes}.`);
  }
  return path;
}

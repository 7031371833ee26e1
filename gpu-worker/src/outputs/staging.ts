import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ShotformError } from '@shotform/contracts';

/**
 * A hidden folder inside the one that is wanted (so on the same disk), in which the outputs grow: `commit` moves them into
 * place, `discard` leaves nothing behind. Error: `output_unwritable`.
 */
export class Staging {
  readonly folder: string;
  private readonly target: string;
  /** The topmost folder that had to be made for the target. */
  private readonly made: string | undefined;

  private constructor(folder: string, target: string, made: string | undefined) {
    this.folder = folder;
    this.target = target;
    this.made = made;
  }

  static async open(out: string): Promise<Staging> {
    const target = resolve(out);
    try {
      const made = await mkdir(target, { recursive: true });
      return new Staging(await mkdtemp(join(target, '.shotform-')), target, made);
    } catch (cause) {
      throw new ShotformError('output_unwritable', out, { cause });
    }
  }

  async commit(): Promise<void> {
    try {
      for (const name of await readdir(this.folder)) await rename(join(this.folder, name), join(this.target, name));
      await rmdir(this.folder);
    } catch (cause) {
      throw new ShotformError('output_unwritable', this.target, { cause });
    }
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    if (!this.made) return;
    // The folders that were made go as well, as far as they are still empty.
    for (let folder = this.target; folder.startsWith(this.made); folder = dirname(folder)) {
      const removed = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  }
}

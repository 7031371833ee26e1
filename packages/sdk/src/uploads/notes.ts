/** Which uploads are under way, kept in the page's storage: a page that was reloaded goes on when given the same file. */
import type { Keep } from '../storage.ts';
import { sha256 } from './hash.ts';

const NAME = 'uploads';
/** What is read of a file's beginning and end to know it again. */
const SAMPLE_BYTES = 64 * 1024;
/** Notes of uploads that were never finished do not pile up. */
const MOST = 20;

export class Notes {
  private readonly keep: Keep;

  constructor(keep: Keep) {
    this.keep = keep;
  }

  async find(file: File): Promise<string | null> {
    const key = await fingerprint(file);
    return this.read().find(([known]) => known === key)?.[1] ?? null;
  }

  async remember(file: File, uploadId: string): Promise<void> {
    const key = await fingerprint(file);
    this.write([[key, uploadId], ...this.read().filter(([known]) => known !== key)]);
  }

  async forget(file: File): Promise<void> {
    const key = await fingerprint(file);
    this.write(this.read().filter(([known]) => known !== key));
  }

  private read(): [fingerprint: string, uploadId: string][] {
    try {
      const parsed: unknown = JSON.parse(this.keep.get(NAME) ?? '[]');
      return Array.isArray(parsed) ? parsed : [];
    } catch {
      return [];
    }
  }

  private write(notes: [string, string][]): void {
    if (notes.length === 0) this.keep.remove(NAME);
    else this.keep.set(NAME, JSON.stringify(notes.slice(0, MOST)));
  }
}

/**
 * The same file gives the same, another one of the same name and size does not: a hash over its name, size and date and of
 * its beginning and end. (That the parts belong together is checked by their own checksums.) Nothing of the name is kept.
 */
async function fingerprint(file: File): Promise<string> {
  const about = new TextEncoder().encode(JSON.stringify([file.name, file.size, file.lastModified]));
  const samples = new Blob([about, file.slice(0, SAMPLE_BYTES), file.slice(Math.max(0, file.size - SAMPLE_BYTES))]);
  return sha256(await samples.arrayBuffer());
}

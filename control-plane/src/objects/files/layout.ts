import { join } from 'node:path';
import { assertKey, assertPrefix } from '../keys.ts';
import { bareEtag } from '../store.ts';

/** Where things lie under the store's root: whole objects, parts of open uploads, files still being written. */
export class Layout {
  readonly objects: string;
  readonly uploads: string;
  readonly incoming: string;

  constructor(root: string) {
    this.objects = join(root, 'objects');
    this.uploads = join(root, 'uploads');
    this.incoming = join(root, 'incoming');
  }

  object(key: string): string {
    assertKey(key);
    return join(this.objects, key);
  }

  upload(key: string, upload: string): string {
    assertKey(`${key}/${upload}`);
    return join(this.uploads, key, upload);
  }

  /** The tag stands in the name: it is there as soon as the part is. */
  part(key: string, upload: string, number: number, etag: string): string {
    const tag = bareEtag(etag);
    if (!/^[0-9a-f]{64}$/.test(tag)) throw new TypeError(`not an entity tag of this store: ${etag}`);
    return join(this.upload(key, upload), `${number}-${tag}`);
  }

  /** Both places where something of this prefix can lie. */
  prefixes(prefix: string): string[] {
    assertPrefix(prefix);
    return [join(this.objects, prefix), join(this.uploads, prefix)];
  }
}

/** Reads what `Layout.part` named. */
export function parsePartName(name: string): { number: number; etag: string } | null {
  const match = /^(\d+)-([0-9a-f]{64})$/.exec(name);
  return match ? { number: Number(match[1]), etag: `"${match[2]}"` } : null;
}

import type { RequestListener } from 'node:http';

/**
 * What answers on the files' origin (`FILES_PORT`), a listener of its own in this process, where objects are files. The
 * module of the object store provides it; without it, or with `null`, that port is not opened.
 */
export abstract class FilesOrigin {
  abstract readonly listener: RequestListener | null;
}

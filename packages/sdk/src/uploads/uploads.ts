import type { Session } from '../session.ts';
import { Notes } from './notes.ts';
import { UploadHandle, type UploadOptions } from './upload.ts';

export class Uploads {
  private readonly session: Session;
  private readonly notes: Notes;

  constructor(session: Session, notes: Notes) {
    this.session = session;
    this.notes = notes;
  }

  /**
   * Sends a file, or the rest of it: a file that was begun before, also by a page that was reloaded since, goes on where
   * it stood. A `Blob` from a recording becomes a `File` by `new File([blob], 'recording.mp4')`.
   */
  start(file: File, options: UploadOptions = {}): UploadHandle {
    return new UploadHandle(this.session, this.notes, file, options);
  }
}

import { Analyses } from './analyses.ts';
import { Events } from './events.ts';
import { Session, type TokenProvider } from './session.ts';
import { Keep, type ShotformStorage } from './storage.ts';
import { Transport, type Fetch } from './transport.ts';
import { Notes } from './uploads/notes.ts';
import { Uploads } from './uploads/uploads.ts';

export interface ShotformOptions {
  /** `sf_pk_test_...` or `sf_pk_live_...`: public, good for opening sessions from the origins it is listed for. */
  publishableKey: string;
  /** Where the API is, `https://api.example.com`. */
  apiBase: string;
  /** For players whom the facility's own site knows. Without it, or when it gives `null`, the player is anonymous. */
  tokenProvider?: TokenProvider;
  /** Web Storage or the like. The page's `localStorage` where it is not given. */
  storage?: ShotformStorage;
  fetch?: Fetch;
}

export interface Shotform {
  readonly session: Session;
  readonly uploads: Uploads;
  readonly analyses: Analyses;
  readonly events: Events;
}

/** A client for one visit. Makes no request before something is asked of it; may be made where there is no browser. */
export function createShotform(options: ShotformOptions): Shotform {
  const { publishableKey, apiBase, tokenProvider, storage, fetch } = options;
  const keep = new Keep(storage, publishableKey);
  const session = new Session(new Transport(apiBase, fetch), keep, publishableKey, tokenProvider);
  const events = new Events(session);
  return { session, events, uploads: new Uploads(session, new Notes(keep)), analyses: new Analyses(session, events) };
}

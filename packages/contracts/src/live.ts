/** What an analysis on the device tells while it runs. */
import type { Feedback, Shot } from './report.ts';

/** What keeps a camera from seeing a shot well; `good` where nothing does. */
export type Framing = 'nobody' | 'cut_off' | 'too_far' | 'good';

/** A shot told while the player is still on the court. */
export interface LiveShot {
  /** As in a report, its `index` counted over the live analysis; frames are counted from its first. */
  shot: Shot;
  /** What a report of the last seconds alone says of it. */
  feedback: Feedback[];
  /** Media time at which it was told, seconds. */
  toldAtSeconds: number;
}

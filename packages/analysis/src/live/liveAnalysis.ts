import type { LiveShot, ModelVersion, Report, Shot, TrackFrame, Tracks, TracksVideo } from '@shotform/contracts';
import { analyze, type AnalyzeOptions } from '../analyze.ts';
import { ArmWatch } from './armWatch.ts';

export interface LiveAnalysisOptions extends AnalyzeOptions {
  /** Displayed size of the pictures, px. */
  width: number;
  height: number;
  rotationDegrees?: TracksVideo['rotationDegrees'];
  /** What saw the poses. */
  models: ModelVersion[];
}

/** A shot with its preparation and follow-through is no longer than this, seconds. */
const WINDOW = 8;
/** After an arm came down a curve needs so many seconds of frames to be sure of it. */
const SETTLE = 0.2;
/** An arm that bent for a moment only is looked into again after so many seconds, or when it comes down. */
const RECHECK = 1;
/** A follow-through that has not ended by then, after the release, is told without its end, seconds. */
const LONGEST_HOLD = 2;
/** Two releases nearer than this are one shot, seconds. */
const SAME_SHOT = 0.5;

/**
 * The same analysis as `analyze`, while frames still come: a shot is told as soon as its follow-through is over, from
 * the last seconds alone; the whole is analysed once more at the end, and that report counts.
 *
 * Between shots a frame costs no more than two angles. Memory grows by some 2 kB a frame and person.
 */
export class LiveAnalysis {
  readonly #options: LiveAnalysisOptions;
  readonly #times: number[] = [];
  readonly #frames: TrackFrame[] = [];
  readonly #watches = new Map<number, ArmWatch>();
  readonly #told: number[] = [];
  /** When the arms are looked into, media time; `null` while none has moved. */
  #due: number | null = null;

  constructor(options: LiveAnalysisOptions) {
    this.#options = options;
  }

  /**
   * Takes in the next frame.
   *
   * @param timeSeconds its media time; later than the last one's
   * @returns the shots that are told now, none in most frames
   */
  next(timeSeconds: number, frame: TrackFrame): LiveShot[] {
    const last = this.#times.at(-1) ?? -Infinity;
    if (!(timeSeconds > last)) throw new RangeError(`frame at ${timeSeconds} s after one at ${last} s`);
    this.#times.push(timeSeconds);
    this.#frames.push(frame);
    if (this.#armsCameDown(frame)) this.#due = Math.min(this.#due ?? Infinity, timeSeconds + SETTLE);
    if (this.#due === null || timeSeconds < this.#due) return [];
    this.#due = null;
    return this.#tell(timeSeconds);
  }

  /** The report of everything that was seen; with no frame at all, one without shots. */
  finish(): Report {
    return analyze(this.tracks(), this.#options);
  }

  /** Everything that was seen, as `analyze` takes it. */
  tracks(): Tracks {
    return this.#tracks(0);
  }

  #armsCameDown({ pose }: TrackFrame): boolean {
    for (const { person } of pose) if (!this.#watches.has(person)) this.#watches.set(person, new ArmWatch());
    return [...this.#watches]
      .map(([person, watch]) => watch.next(pose.find((each) => each.person === person) ?? null))
      .some((cameDown) => cameDown);
  }

  #tell(now: number): LiveShot[] {
    const { shots, feedback } = analyze(this.#tracks(now - WINDOW), this.#options);
    const isNew = ({ release }: Shot) => this.#told.every((at) => Math.abs(at - release.timeSeconds) > SAME_SHOT);
    const fresh = shots.filter(isNew);
    const isOver = ({ events, release }: Shot) =>
      events.followThroughEnd !== null || now - release.timeSeconds > LONGEST_HOLD;
    if (!fresh.every(isOver)) this.#due = now + (this.#isHolding ? RECHECK : SETTLE);
    return fresh.filter(isOver).map((shot) => {
      const index = this.#told.push(shot.release.timeSeconds) - 1;
      const own = feedback.filter(({ evidence }) => evidence.shot === shot.index);
      const renumbered = own.map((each) => ({ ...each, evidence: { ...each.evidence, shot: index } }));
      return { shot: { ...shot, index }, feedback: renumbered, toldAtSeconds: now };
    });
  }

  get #isHolding(): boolean {
    return [...this.#watches.values()].some(({ isHolding }) => isHolding);
  }

  /** The frames since a time; those before it stay, with nothing in them, so that frames keep their numbers. */
  #tracks(from: number): Tracks {
    const { width, height, rotationDegrees = 0, models } = this.#options;
    const unseen: TrackFrame = { pose: [], ball: [], rim: null, netMotion: null };
    return {
      schemaVersion: '1.0',
      video: {
        width,
        height,
        frames: this.#frames.length,
        timesSeconds: [...this.#times],
        rotationDegrees,
        letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
      },
      frames: this.#frames.map((frame, i) => (this.#times[i]! < from ? unseen : frame)),
      camera: { moving: false, transforms: null },
      models,
    };
  }
}

import type { Baseline, Report, Shot, Tracks } from '@shotform/contracts';
import manifest from '../package.json' with { type: 'json' };
import { catalogueFor } from './feedback/catalogue.ts';
import { giveFeedback } from './feedback/rules.ts';
import { measureShot, type Measurement } from './metrics/measure.ts';
import type { ShotDraft } from './model.ts';
import { betterViews } from './report/better-views.ts';
import { bestRim, describePose, describeVideo } from './report/clip.ts';
import { configurationVersion } from './report/configuration.ts';
import { soundDrafts } from './report/sound.ts';
import { sessionView } from './report/view.ts';
import { scoreConsistency } from './scores/consistency.ts';
import { scoreShot } from './scores/shot.ts';
import { summarise } from './session/session.ts';
import { findShots } from './shots/find.ts';
import { steadyCamera } from './signals/camera.ts';
import { buildBodies } from './signals/body.ts';

export interface AnalyzeOptions {
  /** Language of the feedback's words, such as `en` or `en-GB`; English where there is no such catalogue. */
  locale?: string;
  /** What the player's earlier shots were like; without it, what is scored against the player's own is not scored. */
  baseline?: Baseline;
}

/** A shot with all that was found out about it. */
interface MeasuredShot {
  draft: ShotDraft;
  flight: ShotDraft['flight'];
  outcome: ShotDraft['outcome'];
  measurements: Measurement[];
}

/**
 * Tracks in, report out. Pure: the same Tracks and options give the same report, with nothing read, drawn at random or
 * timed; `timings` is left empty for whoever ran the stages.
 *
 * @param tracks as `tracksSchema` in contracts would accept
 */
export function analyze(tracks: Tracks, options: AnalyzeOptions = {}): Report {
  const drafts = soundDrafts(findShots(tracks, buildBodies(tracks)));
  const steady = tracks.camera.transforms ? steadyCamera(tracks) : undefined;
  const measured = drafts.map((draft): MeasuredShot => ({
    draft,
    flight: draft.flight,
    outcome: draft.outcome,
    measurements: measureShot(draft, { baseline: options.baseline, steady }),
  }));
  const shots = measured.map((shot, index) => shotOf(shot, index, measured));
  const view = sessionView(tracks, drafts);
  const timeOf = (frame: number) => tracks.video.timesSeconds[frame] ?? 0;
  return {
    schemaVersion: '1.0',
    engine: { version: manifest.version, configuration: configurationVersion() },
    models: tracks.models,
    video: describeVideo(tracks),
    view,
    betterViews: betterViews(view, shots),
    pose: describePose(tracks),
    rim: bestRim(tracks),
    shots,
    session: summarise(shots, scoreConsistency(measured)),
    feedback: giveFeedback(measured, catalogueFor(options.locale), timeOf),
    timings: {},
  };
}

function shotOf(shot: MeasuredShot, index: number, session: readonly MeasuredShot[]): Shot {
  const { hand, handConfidence, confidence, view, release, events, outcome, flight, body } = shot.draft;
  return {
    index,
    person: body.person,
    hand,
    handConfidence,
    confidence,
    view,
    release,
    events,
    outcome,
    flight,
    metrics: Object.fromEntries(shot.measurements.map(({ definition, metric }) => [definition.id, metric])),
    scores: scoreShot(shot, session),
  };
}

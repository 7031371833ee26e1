import type { AnalysisStage, AnalysisSummary, Mode } from '@shotform/contracts';
import type { UploadProgress } from '@shotform/sdk';
import type { ShotformCapture } from './capture/shotform-capture.ts';
import type { Failure } from './client.ts';
import type { ShotformPlayer } from './report/player/shotform-player.ts';
import type { ShotformReport } from './report/shotform-report.ts';
import type { ShotformWidget } from './widget/shotform-widget.ts';

/** Every event that leaves an element, by name, with its `detail`. All bubble and are composed. */
export interface ShotformEvents {
  'shotform-ready': { player: string; mode: Mode };
  /** Cancelable: `preventDefault()` keeps the file on the device. */
  'shotform-before-upload': { file: File };
  'shotform-upload-start': { fileName: string; bytes: number };
  'shotform-upload-progress': UploadProgress;
  'shotform-analysis-start': { id: string };
  'shotform-analysis-progress': { id: string; stage: AnalysisStage | null; percent: number };
  'shotform-analysis-complete': { id: string; summary: AnalysisSummary | null };
  'shotform-analysis-delete': { id: string };
  'shotform-report-open': { id: string };
  /** Another shot of the report is looked at; its index. */
  'shotform-shot-select': { shot: number };
  /** What the player was told went wrong. */
  'shotform-failure': Failure;
}

type TypedEvents = { [Name in keyof ShotformEvents]: CustomEvent<ShotformEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    'shotform-widget': ShotformWidget;
    'shotform-report': ShotformReport;
    'shotform-capture': ShotformCapture;
    'shotform-player': ShotformPlayer;
  }
  interface HTMLElementEventMap extends TypedEvents {}
}

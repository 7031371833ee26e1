import type { AnalysisStage, AnalysisSummary, Mode } from '@shotform/contracts';
import type { UploadProgress } from '@shotform/sdk';
import type { Failure } from './client.ts';

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
  interface HTMLElementEventMap extends TypedEvents {}
}

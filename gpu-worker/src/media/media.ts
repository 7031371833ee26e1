import type { ColourSpace } from '@shotform/vision';

/** A video file, as far as its header tells. */
export interface Media {
  /** Absolute path. */
  file: string;
  /** Number of the picture's stream in the file. */
  stream: number;
  codec: string;
  pixelFormat: string;
  /** Displayed size, px: after rotation, with square pixels. */
  width: number;
  height: number;
  /** What the player turns the coded picture by, degrees clockwise. */
  rotationDegrees: 0 | 90 | 180 | 270;
  interlaced: boolean;
  source: SourceColour;
  /** What the container claims; `null` where it does not say. Neither is reliable. */
  durationSeconds: number | null;
  framesPerSecond: number | null;
}

export interface SourceColour {
  /** Matrix that the picture is coded in; RGB pictures have none. */
  matrix: 'bt601' | 'bt709' | 'bt2020' | 'rgb';
  range: ColourSpace['range'];
  /** `pq`: SMPTE ST 2084, absolute luminance, too flat to be used as it is. HLG is made to be shown as it is. */
  transfer: 'sdr' | 'hlg' | 'pq';
}

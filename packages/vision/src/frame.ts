/** One decoded frame as it is displayed: planar YUV 4:2:0, which is what decoders give, so that nothing is converted twice. */
export interface VideoFrame {
  /** Decoded frames from 0. */
  index: number;
  /** Presentation time. */
  timeSeconds: number;
  /** Displayed size, px. Chroma planes are ceil(width / 2) x ceil(height / 2). */
  width: number;
  height: number;
  /** Rows are packed: the stride of `y` is `width`, of `u` and `v` ceil(width / 2). Only valid until the next frame. */
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
  colour: ColourSpace;
}

export interface ColourSpace {
  /** BT.601 (standard definition, JPEG) or BT.709 (high definition). */
  matrix: 'bt601' | 'bt709';
  /** Limited is 16-235 (chroma 16-240), full is 0-255. */
  range: 'limited' | 'full';
}

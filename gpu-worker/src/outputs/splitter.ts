import { ShotformError } from '@shotform/contracts';

/** Characters of one frame and of one other member of the document; a document within the limits needs far less. */
const LARGEST = { frame: 2 ** 20, member: 2 ** 24 };
const DEEPEST = 16;

const code = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA] = [code('"'), code('\\'), code(',')];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [code('['), code(']'), code('{'), code('}')];

/**
 * Cuts the text of a Tracks document, as it comes, into its frames and its other members, each small enough to be parsed by
 * itself: neither a long clip nor a text made to exhaust memory is ever held as a whole.
 * Error: `tracks_invalid` for what is nested or long beyond reason or does not end as JSON does.
 */
export class TracksSplitter {
  private readonly onFrame: (text: string) => void;
  private readonly onMember: (text: string) => void;
  private piece = '';
  private depth = 0;
  private inFrames = false;
  private inString = false;
  private escaped = false;
  private done = false;

  /** `onMember` gets `"key": value`; the list of frames itself is not passed to it. */
  constructor(onFrame: (text: string) => void, onMember: (text: string) => void) {
    this.onFrame = onFrame;
    this.onMember = onMember;
  }

  push(text: string): void {
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === BACKSLASH) this.escaped = true;
        else if (c === QUOTE) this.inString = false;
      } else if (c === QUOTE) {
        this.inString = true;
      } else if (c === OPEN || c === OPEN_LIST) {
        if (this.open(c, text.slice(start, i))) start = i + 1;
      } else if (c === CLOSE || c === CLOSE_LIST) {
        if (this.close(c, text.slice(start, i))) start = i + 1;
      } else if (c === COMMA && this.depth === this.pieceDepth) {
        this.end(text.slice(start, i));
        start = i + 1;
      }
    }
    this.piece += text.slice(start);
    if (this.piece.length > LARGEST[this.inFrames ? 'frame' : 'member']) throw invalid('A part of it is too long.');
  }

  finish(): void {
    if (!this.done || this.piece.trim() !== '') throw invalid('It does not end where it should.');
  }

  /** How deep the pieces lie that are cut out: members in the document, or frames in its list. */
  private get pieceDepth(): number {
    return this.inFrames ? 2 : 1;
  }

  /** Whether a new piece begins after the bracket. */
  private open(bracket: number, before: string): boolean {
    this.depth++;
    if (this.depth > DEEPEST) throw invalid('It is nested too deeply.');
    if (this.depth === 1) {
      if (this.done || bracket !== OPEN || (this.piece + before).trim() !== '') throw invalid();
      this.piece = '';
      return true;
    }
    if (this.depth === 2 && bracket === OPEN_LIST && /^\s*"frames"\s*:\s*$/.test(this.piece + before)) {
      this.inFrames = true;
      this.piece = '';
      return true;
    }
    return false;
  }

  /** Whether a piece ended before the bracket. */
  private close(bracket: number, before: string): boolean {
    this.depth--;
    if (this.depth < 0) throw invalid();
    if (this.inFrames && this.depth === 1) {
      if (bracket !== CLOSE_LIST) throw invalid();
      this.end(before);
      this.inFrames = false;
      return true;
    }
    if (this.depth > 0) return false;
    if (bracket !== CLOSE) throw invalid();
    this.end(before);
    this.done = true;
    return true;
  }

  private end(rest: string): void {
    const text = this.piece + rest;
    this.piece = '';
    if (text.trim() === '') return;
    if (this.inFrames) this.onFrame(text);
    else this.onMember(text);
  }
}

function invalid(detail?: string): ShotformError {
  return new ShotformError('tracks_invalid', detail);
}

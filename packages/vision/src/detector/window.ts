/** Where in a frame the detector looks, and how finely. */

/** Sides of a window are multiples of this many cells' pixels: the network halves its picture four times. */
export const WINDOW_GRAIN = 16;

/** A rectangle of whole frame pixels that is shrunk by a whole factor. */
export interface DetectorWindow {
  /** Upper left corner, px of the frame; may lie outside it. */
  left: number;
  top: number;
  /** Frame pixels per pixel the network sees, 1 or more: those of a square of that side are averaged. */
  step: number;
  /** What the network sees, px; multiples of `WINDOW_GRAIN`. */
  width: number;
  height: number;
}

/** A place to look at, px of the frame. */
export interface Place {
  x: number;
  y: number;
  /** Diameter of the ball expected there, px. */
  diameter: number;
}

export interface FrameSize {
  width: number;
  height: number;
}

/** The network knows balls of 7 to 46 px; it is surest of those around this size. */
const BEST_DIAMETER = 18;
/** Side of a window around a place, px as the network sees it: about nine balls. */
const SIDE = 160;
/** Places nearer to a window's edge than this share of its side are not covered by it. */
const EDGE = 0.15;

/** The factor that brings a ball of this diameter (px) to the size the network knows best. */
export function stepFor(diameter: number): number {
  return Math.max(1, Math.round(diameter / BEST_DIAMETER));
}

/**
 * Windows that cover the places, at most `limit`, the earlier places first. Places that a window already covers at about
 * the right scale get none of their own.
 */
export function windowsAround(places: readonly Place[], frame: FrameSize, limit: number): DetectorWindow[] {
  const windows: DetectorWindow[] = [];
  for (const place of places) {
    if (windows.length >= limit) break;
    const step = stepFor(place.diameter);
    if (windows.some((window) => window.step === step && covers(window, place, frame))) continue;
    windows.push(windowAt(place, step, frame));
  }
  return windows;
}

/** One window over the whole frame, for hoops (rings of 14 to 90 px once shrunk) and for a first look. */
export function wholeFrame(frame: FrameSize, step: number): DetectorWindow {
  return {
    left: 0,
    top: 0,
    step,
    width: Math.ceil(frame.width / step / WINDOW_GRAIN) * WINDOW_GRAIN,
    height: Math.ceil(frame.height / step / WINDOW_GRAIN) * WINDOW_GRAIN,
  };
}

function windowAt(place: Place, step: number, frame: FrameSize): DetectorWindow {
  const side = SIDE * step;
  return {
    left: start(place.x, side, frame.width),
    top: start(place.y, side, frame.height),
    step,
    width: SIDE,
    height: SIDE,
  };
}

/** Inside the frame where it fits: what lies outside tells nothing. */
function start(centre: number, side: number, extent: number): number {
  return Math.round(Math.max(0, Math.min(extent - side, centre - side / 2)));
}

function covers(window: DetectorWindow, place: Place, frame: FrameSize): boolean {
  const side = SIDE * window.step;
  const margin = EDGE * side;
  return (
    isWithin(place.x, window.left, side, margin, frame.width) &&
    isWithin(place.y, window.top, side, margin, frame.height)
  );
}

/** The frame's own edge needs no margin. */
function isWithin(at: number, from: number, side: number, margin: number, extent: number): boolean {
  const low = from <= 0 ? 0 : from + margin;
  const high = from + side >= extent ? extent : from + side - margin;
  return at >= low && at <= high;
}

import { describe, expect, it } from 'vitest';
import { WINDOW_GRAIN, stepFor, wholeFrame, windowsAround } from './window.ts';

const hd = { width: 1920, height: 1080 };

describe('windows', () => {
  it('shrinks large balls and leaves small ones as they are', () => {
    expect(stepFor(9)).toBe(1);
    expect(stepFor(26)).toBe(1);
    expect(stepFor(40)).toBe(2);
    expect(stepFor(120)).toBe(7);
  });

  it('covers neighbours with one window and far places with another', () => {
    const places = [
      { x: 900, y: 500, diameter: 20 },
      { x: 930, y: 480, diameter: 22 },
      { x: 1500, y: 300, diameter: 20 },
    ];
    const windows = windowsAround(places, hd, 3);
    expect(windows).toHaveLength(2);
    expect(windows[0]).toMatchObject({ left: 820, top: 420, step: 1 });
    expect(windowsAround(places, hd, 1)).toHaveLength(1);
  });

  it('does not look for balls of another size through the same window', () => {
    const places = [
      { x: 900, y: 500, diameter: 20 },
      { x: 900, y: 500, diameter: 90 },
    ];
    expect(windowsAround(places, hd, 4).map(({ step }) => step)).toEqual([1, 5]);
  });

  it('keeps windows inside the frame, and at its corner needs only one', () => {
    const places = [
      { x: 4, y: 2, diameter: 18 },
      { x: 60, y: 70, diameter: 18 },
    ];
    expect(windowsAround(places, hd, 4)).toEqual([{ left: 0, top: 0, step: 1, width: 160, height: 160 }]);
    expect(windowsAround([{ x: 1919, y: 1079, diameter: 36 }], hd, 1)[0]).toMatchObject({ left: 1600, top: 760 });
  });

  it('covers the whole frame with sides the network can take', () => {
    for (const step of [1, 2, 3, 4]) {
      const window = wholeFrame({ width: 1306, height: 1080 }, step);
      expect(window.width % WINDOW_GRAIN).toBe(0);
      expect(window.height % WINDOW_GRAIN).toBe(0);
      expect(window.width * step).toBeGreaterThanOrEqual(1306);
      expect(window.height * step).toBeGreaterThanOrEqual(1080);
    }
  });
});

import type { Metric, Shot, View } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { unknownTilt } from '../view/view.ts';
import { betterViews } from './better-views.ts';

const view = (yawDegrees: number | null): View => ({
  yawDegrees,
  uncertaintyDegrees: 5,
  shootingArm: 'near',
  ...unknownTilt,
  camera: 'still',
});

/** A shot of which these metrics were hidden by the view. */
function shot(hand: Shot['hand'], sagittal: string[], frontal: string[] = []): Shot {
  const hidden = (plane: Metric['plane'], ids: string[]) =>
    ids.map((id) => [id, { plane, measurable: false, reason: 'view_not_valid' }] as const);
  const metrics = Object.fromEntries([...hidden('sagittal', sagittal), ...hidden('frontal', frontal)]);
  return { hand, metrics: { ...metrics, seen: { plane: 'sagittal', measurable: true } } } as unknown as Shot;
}

describe('better views', () => {
  it('are none where nothing was withheld for the view', () => {
    expect(betterViews(view(90), [shot('right', [])])).toEqual([]);
    expect(betterViews(view(null), [])).toEqual([]);
  });

  it('of the shooting side: its own for either hand', () => {
    expect(betterViews(view(50), [shot('right', ['knee'])])).toEqual([
      { plane: 'sagittal', yawDegrees: 90, turnDegrees: 40, metrics: ['knee'] },
    ]);
    expect(betterViews(view(50), [shot('left', ['knee'])])).toMatchObject([{ yawDegrees: -90, turnDegrees: -140 }]);
    expect(betterViews(view(-90), [shot('right', ['knee'])])).toMatchObject([{ yawDegrees: 90, turnDegrees: 180 }]);
  });

  it('along the throw: the nearer of front and back', () => {
    expect(betterViews(view(60), [shot('right', [], ['flare'])])).toMatchObject([{ yawDegrees: 0, turnDegrees: -60 }]);
    expect(betterViews(view(-130), [shot('right', [], ['flare'])])).toMatchObject([
      { yawDegrees: 180, turnDegrees: -50 },
    ]);
  });

  it('say nothing of the way where it is not known from where', () => {
    expect(betterViews(view(null), [shot('right', ['knee'])])).toMatchObject([{ yawDegrees: 90, turnDegrees: null }]);
  });

  it('that show more come first, and what only one shot of three hid is not told', () => {
    const shots = [shot('right', ['knee'], ['flare', 'width']), shot('right', ['knee', 'hip'], ['flare', 'width'])];
    expect(betterViews(view(45), [...shots, shot('right', ['knee'], ['flare', 'width'])])).toMatchObject([
      { plane: 'frontal', metrics: ['flare', 'width'] },
      { plane: 'sagittal', metrics: ['knee'] },
    ]);
  });
});

import type { Tracks, View } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { figureDraft } from '../testing/figure.ts';
import { unknownTilt } from '../view/view.ts';
import { sessionView } from './view.ts';

const tracks = { camera: { moving: false, transforms: null } } as Tracks;
const seenAt = (...yaws: (number | null)[]) =>
  sessionView(
    tracks,
    yaws.map((yawDegrees) => {
      const draft = figureDraft({ yawSd: 4 });
      const view: View = yawDegrees === null ? unknown : { ...draft.view, yawDegrees };
      return { ...draft, view };
    }),
  );
const unknown: View = {
  yawDegrees: null,
  uncertaintyDegrees: null,
  shootingArm: null,
  ...unknownTilt,
  camera: 'still',
  reason: 'landmarks_unreliable',
};

describe('the view of a session', () => {
  it('is that in the middle of the shots, moved by no single one', () => {
    expect(seenAt(80, 85, 90, 10, 88)).toMatchObject({ yawDegrees: 85, uncertaintyDegrees: 5 });
    expect(seenAt(90)).toMatchObject({ yawDegrees: 90, uncertaintyDegrees: 4, camera: 'still' });
  });

  it('knows that 180 is next to -179', () => {
    expect(seenAt(178, 180, -178)).toMatchObject({ yawDegrees: 180, uncertaintyDegrees: 4 });
  });

  it('is unknown, with the reason, where no shot tells it', () => {
    expect(seenAt()).toMatchObject({ yawDegrees: null, uncertaintyDegrees: null, reason: 'event_not_found' });
    expect(seenAt(null)).toMatchObject({ yawDegrees: null, reason: 'landmarks_unreliable' });
    expect(seenAt(null, 70).yawDegrees).toBe(70);
  });
});

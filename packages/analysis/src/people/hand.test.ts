import { synthesizeTracks } from '@shotform/testkit/tracks';
import { expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { reordered } from '../testing/edit.ts';
import { buildBodies } from '../signals/body.ts';
import { handCues, rightHandOdds, type ArmCues, type HandCues } from './hand.ts';

const shoots: ArmCues = { bent: 60, opens: 108, seen: 0.95 };
const guides: ArmCues = { bent: 100, opens: 50, seen: 0.95 };
const hidden = (arm: ArmCues): ArmCues => ({ ...arm, seen: 0.25 });
const cues = (left: ArmCues, right: ArmCues, other: Partial<HandCues> = {}): HandCues => ({
  left,
  right,
  nearer: 0,
  forward: 0,
  frontal: 0,
  ...other,
});

test('from the side the arm that bends under the ball and straightens shoots', () => {
  expect(rightHandOdds(cues(guides, shoots))).toBeGreaterThan(2);
  expect(rightHandOdds(cues(shoots, guides))).toBeLessThan(-2);
});

test('what a mirror swaps turns the odds around, exactly', () => {
  const own = cues(guides, { ...shoots, bent: 71, seen: 0.7 }, { nearer: 0.04, forward: -0.1, frontal: 0.7 });
  const mirror = cues(own.right, own.left, { nearer: -0.04, forward: 0.1, frontal: 0.7 });
  expect(rightHandOdds(mirror)).toBe(-rightHandOdds(own));
});

test('an arm that is hidden tells nothing; the one in view tells for both', () => {
  // Behind the body the model draws the far arm after the near one.
  expect(rightHandOdds(cues(guides, hidden(guides)))).toBeGreaterThan(0.5);
  expect(rightHandOdds(cues(hidden(guides), hidden(shoots)))).toBe(0);
  expect(rightHandOdds(cues(guides, { bent: null, opens: null, seen: 0 }))).toBeGreaterThan(0.5);
});

test('from in front the elbows say nothing; the hand under the ball does', () => {
  expect(rightHandOdds(cues(guides, shoots, { frontal: 1 }))).toBeCloseTo(0, 12);
  expect(rightHandOdds(cues(guides, guides, { frontal: 1, nearer: 0.15 }))).toBeGreaterThan(1);
});

test('of a clip that begins as the arms straighten no arm tells anything', () => {
  const { tracks } = synthesizeTracks({ camera: { yawDegrees: 90 } });
  const { frame } = analyze(tracks).shots[0]!.release;
  const cuesOf = (first: number) => {
    const cut = reordered(
      tracks,
      Array.from({ length: tracks.frames.length - first }, (_, i) => first + i),
    );
    return handCues(buildBodies(cut)[0]!, cut.video.timesSeconds[frame - first]!, 90, []);
  };
  expect(cuesOf(frame - 3)).toMatchObject({ left: { bent: null, opens: null }, right: { bent: null, opens: null } });
  expect(cuesOf(frame - 15).right.opens).toBeGreaterThan(40);
});

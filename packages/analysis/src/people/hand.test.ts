import { expect, test } from 'vitest';
import { rightHandOdds, type ArmCues, type HandCues } from './hand.ts';

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

import type { Score } from '@shotform/contracts';
import { clamp } from '../signals/statistics.ts';

/** One thing that a score is made of. */
export interface Part {
  /** Share of the whole before credibility. */
  weight: number;
  /** 0-1; 0 where it could not be measured. */
  credibility: number;
  /** 0-100. */
  score: number;
  interval: readonly [number, number];
}

/** The part of the whole weight that could be measured, 0-1. Source: section 6 of the domain notes. */
export function coverageOf(parts: readonly Pick<Part, 'weight' | 'credibility'>[]): number {
  const whole = total(parts.map((part) => part.weight));
  return whole > 0 ? clamp(total(parts.map((part) => part.weight * part.credibility)) / whole, 0, 1) : 0;
}

/** Weights after credibility; they add up to 1 where anything is credible. */
export function creditedWeights(parts: readonly Pick<Part, 'weight' | 'credibility'>[]): number[] {
  const credible = parts.map((part) => part.weight * part.credibility);
  const sum = total(credible);
  return credible.map((weight) => (sum > 0 ? weight / sum : 0));
}

/**
 * The weighted mean of the parts with its 90 % interval: the parts' errors are independent, and each may be larger to
 * one side than to the other, so the two sides are added up apart.
 */
export function combine(parts: readonly Part[]): Score & { value: number; interval: [number, number] } {
  const weights = creditedWeights(parts);
  const value = clamp(total(parts.map((part, i) => weights[i]! * part.score)), 0, 100);
  const side = (reach: (part: Part) => number) => Math.hypot(...parts.map((part, i) => weights[i]! * reach(part)));
  const below = side((part) => part.score - part.interval[0]);
  const above = side((part) => part.interval[1] - part.score);
  return { value, interval: [Math.max(0, value - below), Math.min(100, value + above)] };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

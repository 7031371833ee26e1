import { nothing, svg, html, type TemplateResult } from 'lit';
import type { Measured } from '@shotform/contracts';

type Span = readonly [number, number];

/** A value with its interval against its band, on a scale of its own. Its table's cells say the same in words. */
export function rangePlot(measured: Measured, band: Span | null): TemplateResult | typeof nothing {
  const { interval, value } = measured;
  if (value === null || !interval) return nothing;
  const low = Math.min(interval[0], value, band?.[0] ?? Infinity);
  const high = Math.max(interval[1], value, band?.[1] ?? -Infinity);
  const margin = (high - low || Math.abs(value) || 1) * 0.14;
  const at = (x: number): number => ((x - low + margin) / (high - low + 2 * margin)) * 100;
  const length = (span: Span): string => `${at(span[1]) - at(span[0])}%`;
  return html`<svg class="range" aria-hidden="true" height="20" width="100%">
    <line class="axis" x1="0" x2="100%" y1="10" y2="10" />
    ${band ? svg`<rect class="band" x="${at(band[0])}%" width=${length(band)} y="5" height="10" rx="5" />` : nothing}
    <line class="between" x1="${at(interval[0])}%" x2="${at(interval[1])}%" y1="10" y2="10" />
    <circle class="value" cx="${at(value)}%" cy="10" r="5.5" />
  </svg>`;
}

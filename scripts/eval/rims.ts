/** Where rims are found on clips whose camera stands, against where they are. */
import type { Tracks } from '@shotform/contracts';
import type { ClipResult } from './clips.ts';
import { quantile } from './statistics.ts';
import { markdownTable } from './tables.ts';

export interface RimResult {
  /** True width, px. It was read by eye to some 5 px. */
  width: number;
  /** Between the found and the true middle, in true widths; `null` where no rim was found. */
  away: number | null;
  /** Found width over true width. */
  growth: number | null;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The medians of the rims of a clip against the true box; of a mirrored clip the box is its original's. */
export function rimResult([left, top, right, bottom]: Box, mirrored: boolean, tracks: Tracks): RimResult {
  const width = right - left;
  const middle = (left + right) / 2;
  const x = mirrored ? tracks.video.width - 1 - middle : middle;
  const rims = tracks.frames.flatMap(({ rim }) => rim ?? []);
  if (rims.length === 0) return { width, away: null, growth: null };
  const median = (of: readonly number[]) => quantile(of, 0.5)!;
  const off = [median(rims.map((rim) => rim.x)) - x, median(rims.map((rim) => rim.y)) - (top + bottom) / 2];
  return { width, away: Math.hypot(...off) / width, growth: (2 * median(rims.map((rim) => rim.a))) / width };
}

/** One line a clip, as recorded and mirrored; what is off by more than a quarter of the width is marked. */
export function rimTable(results: readonly ClipResult[]): string {
  const rows = results.flatMap(({ clip, mirrored, rim }) =>
    rim ? [rimRow(mirrored ? `${clip}, mirrored` : clip, rim)] : [],
  );
  return markdownTable(['clip', 'rim, px wide', 'middle off by (widths)', 'found width / true width'], rows);
}

function rimRow(name: string, { width, away, growth }: RimResult): string[] {
  if (away === null || growth === null) return [name, width.toFixed(0), '**not found**', ''];
  const off = away.toFixed(2);
  return [name, width.toFixed(0), away > 0.25 ? `**${off}**` : off, growth.toFixed(2)];
}

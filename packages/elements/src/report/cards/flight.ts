import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Flight, Measured, Report, Shot } from '@shotform/contracts';
import type { ReportWords } from '../words.ts';
import { metricRow, metricTable } from './metrics.ts';

const order = [
  'releaseAngle',
  'releaseSpeed',
  'releaseHeight',
  'apexHeight',
  'entryAngle',
  'lateral',
  'depth',
] as const;

/** The ball's path as the camera saw it, and what was measured on it. */
export function flightCard(
  report: Report,
  shot: Shot,
  words: ReportWords,
  see: (frame: number) => void,
): TemplateResult {
  const known = order.filter((name) => shot.flight[name].measurable);
  const rows = known.map((name) => metricRow(name, words.t(`flight.${name}`), shot.flight[name], null, words, see));
  const reason = order.map((name) => shot.flight[name].reason).find((why) => why !== undefined);
  return html`<section class="card flight" part="card flight" aria-labelledby="flight">
    <h2 id="flight">${words.t('flight.title')}</h2>
    ${
      known.length === 0
        ? html`<p class="muted">${words.t('flight.none')} ${reason ? words.t(`reason.${reason}`) : nothing}</p>`
        : html`${report.view.camera === 'still' ? arc(report, shot, words) : nothing}
          ${metricTable(words.t('metrics.caption', { group: words.t('group.flight') }), rows, words)}`
    }
  </section>`;
}

type Spot = Flight['path'][number];

function arc(report: Report, shot: Shot, words: ReportWords): TemplateResult | typeof nothing {
  const end = shot.outcome.frame ?? Infinity;
  const path = shot.flight.path.filter(({ frame }) => frame >= shot.release.frame && frame <= end);
  const [first, last] = [path[0], path.at(-1)];
  if (!first || !last || path.length < 6) return nothing;
  const xs = [
    ...path.map(({ x }) => x),
    ...(report.rim ? [report.rim.x - report.rim.a, report.rim.x + report.rim.a] : []),
  ];
  const ys = path.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = Math.min(420 / (Math.max(...xs) - left || 1), 170 / (Math.max(...ys) - top || 1));
  const place = ({ x, y }: { x: number; y: number }): [number, number] => [
    (x - left) * scale + 40,
    (y - top) * scale + 34,
  ];
  const width = (Math.max(...xs) - left) * scale + 80;
  const height = (Math.max(...ys) - top) * scale + 62;
  const points = path
    .map((point) =>
      place(point)
        .map((n) => n.toFixed(1))
        .join(','),
    )
    .join(' ');
  const way = last.x >= first.x ? 1 : -1;
  // Under the arc, before the rim: there is room.
  const mouth = report.rim ? { x: report.rim.x - way * report.rim.a, y: report.rim.y } : last;
  const label = words.t('flight.label', { n: shot.index + 1 });
  return html`<svg class="arc" viewBox="0 0 ${width.toFixed(0)} ${height.toFixed(0)}" role="img" aria-label=${label}>
    ${report.rim ? rim(place(report.rim), report.rim.a * scale) : nothing}
    ${svg`<polyline class="path" points=${points} />`} ${dots(path, place, first.diameter * scale)}
    ${tag(shot.flight.releaseAngle, place(first), words, way, 22)}
    ${tag(shot.flight.apexHeight, place(path.reduce((a, b) => (b.y < a.y ? b : a))), words, 0, -12)}
    ${tag(shot.flight.entryAngle, place(mouth), words, way === 1 ? -1 : 1, 12)}
  </svg>`;
}

function rim([x, y]: [number, number], a: number): TemplateResult {
  return svg`<path class="net" d="M${x - a} ${y} L${x - a * 0.6} ${y + a * 1.5} H${x + a * 0.6} L${x + a} ${y}" />
    <line class="rim" x1=${x - a} x2=${x + a} y1=${y} y2=${y} />`;
}

/** The ball at even steps of time, so that its pace can be seen. */
function dots(path: readonly Spot[], place: (point: Spot) => [number, number], diameter: number): TemplateResult[] {
  const step = Math.max(1, Math.ceil(path.length / 9));
  const shown = path.filter((_, i) => i % step === 0 || i === path.length - 1);
  return shown.map((point, i) => {
    const [x, y] = place(point);
    const name = i === 0 || i === shown.length - 1 ? 'ball' : 'ball past';
    return svg`<circle class=${name} cx=${x} cy=${y} r=${Math.max(4, Math.min(10, diameter / 2))} />`;
  });
}

function tag(
  measured: Measured,
  [x, y]: [number, number],
  words: ReportWords,
  side: -1 | 0 | 1,
  dy: number,
): TemplateResult | typeof nothing {
  if (measured.value === null) return nothing;
  const anchor = side === 0 ? 'middle' : side > 0 ? 'start' : 'end';
  return svg`<text x=${x + side * 20} y=${y + dy} text-anchor=${anchor}>${words.quantity(measured.value, measured.unit)}</text>`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Score, Session, Shot } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { vars } from '../../base/vars.ts';
import { groups } from '../groups.ts';
import { outcomeIcons } from '../player/timeline.ts';
import { outcomeKey, type ReportWords } from '../words.ts';

const SHOTS_FOR_CONSISTENCY = 8;

/** A ring of 0-100: filled up to the value, the interval paler around it. */
export function ring(score: Score, words: ReportWords, label: string): TemplateResult {
  const { interval, value } = score;
  const circle = (name: string, from: number, to: number, radius = 50): TemplateResult => svg`<circle
    class=${name} cx="60" cy="60" r=${radius} pathLength="100" stroke-dasharray="${Math.max(0.01, to - from)} 100"
    stroke-dashoffset=${-from} transform="rotate(-90 60 60)" />`;
  return html`<div class="ring">
    <svg viewBox="0 0 120 120" aria-hidden="true">
      ${circle('rail', 0, 100)} ${interval ? circle('between', interval[0], interval[1], 58.5) : nothing}
      ${value === null ? nothing : circle('fill', 0, value)}
    </svg>
    <p class="inner">
      ${
        value === null
          ? html`<span class="unit">${words.t('score.withheld')}</span>`
          : html`<span class="number">${words.whole(value)}</span> <span class="unit">${label}</span>`
      }
    </p>
  </div>`;
}

export function between(score: Score, words: ReportWords): string {
  const [lo, hi] = score.interval ?? [0, 0];
  return words.t('score.range', { lo: words.whole(lo), hi: words.whole(hi) });
}

export function formCard(shot: Shot, words: ReportWords): TemplateResult {
  const { form } = shot.scores;
  return html`<section class="card form" part="card form" aria-labelledby="form">
    <div class="top">
      ${ring(form, words, words.t('score.of100'))}
      <div>
        <h2 id="form">${words.t('score.form')}</h2>
        <p class="muted">${words.t('score.form.what')}</p>
        ${
          form.value === null
            ? html`<p class="why">${words.t(`reason.${form.reason ?? 'coverage_too_low'}`)}</p>`
            : html`<p class="small">${between(form, words)}.</p>`
        }
        <p class="small muted">${words.t('score.coverage', { percent: words.percent(form.coverage) })}.</p>
      </div>
    </div>
    <dl class="groups">${groups.map((group) => groupRow(group, form.groups[group], words))}</dl>
  </section>`;
}

function groupRow(group: (typeof groups)[number], score: Score | undefined, words: ReportWords): TemplateResult {
  const value = score?.value ?? null;
  return html`<div class=${value === null ? 'none' : ''}>
    <dt>${words.t(`group.${group}`)}</dt>
    <dd>
      <span class="bar" ${vars({ '--at': (value ?? 0) / 100 })}></span>
      ${
        value === null
          ? html`<span class="muted small">${words.t('score.withheld')}</span>`
          : html`<b class="number">${words.whole(value)}</b>`
      }
    </dd>
  </div>`;
}

export function resultCard(shot: Shot, words: ReportWords): TemplateResult {
  const { result } = shot.scores;
  return html`<section class="card half" part="card result" aria-labelledby="result">
    <h2 id="result">${words.t('score.result')}</h2>
    <p class="verdict ${shot.outcome.result}">
      <span class="badge">${icon(outcomeIcons[shot.outcome.result])}</span>${words.t(outcomeKey(shot))}
    </p>
    ${
      result.value === null
        ? html`<p class="small muted">${words.t(`reason.${result.reason ?? 'no_flight'}`)}</p>`
        : html`<p>
              <b class="number big">${words.whole(result.value)}</b>
              <span class="muted small">${words.t('score.of100')}</span>
            </p>
            <p class="small muted">${words.t('score.result.what')} ${between(result, words)}.</p>`
    }
  </section>`;
}

export function consistencyCard(session: Session, words: ReportWords): TemplateResult {
  const { consistency, shots } = session;
  return html`<section class="card half" part="card consistency" aria-labelledby="consistency">
    <h2 id="consistency">${words.t('score.consistency')}</h2>
    ${
      consistency.value === null
        ? html`${
            consistency.reason === 'too_few_shots'
              ? html`<p class="dots" aria-hidden="true">
                    ${Array.from({ length: SHOTS_FOR_CONSISTENCY }, (_, i) => html`<i class=${i < shots ? 'on' : ''}></i>`)}
                  </p>
                  <p class="small muted">
                    ${words.t('score.consistency.what')}
                    ${words.t('score.consistency.togo', { n: Math.max(1, SHOTS_FOR_CONSISTENCY - shots) })}.
                  </p>`
              : html`<p class="small muted">${words.t(`reason.${consistency.reason ?? 'too_few_shots'}`)}</p>`
          }`
        : html`<p>
              <b class="number big">${words.whole(consistency.value)}</b>
              <span class="muted small">${words.t('score.of100')}</span>
            </p>
            <p class="small muted">${words.t('score.consistency.what')} ${between(consistency, words)}.</p>`
    }
  </section>`;
}

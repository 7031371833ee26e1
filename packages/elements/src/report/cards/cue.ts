import { html, nothing, type TemplateResult } from 'lit';
import type { Feedback, Report } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import type { Overlay } from '../overlay/load.ts';
import type { ShotPlan } from '../overlay/plan.ts';
import { metricName, sentence, type ReportWords } from '../words.ts';
import { rangePlot } from './range.ts';

export interface CueContext {
  report: Report;
  words: ReportWords;
  overlay: Overlay;
  plans: readonly ShotPlan[];
  /** Addresses of the clip, the best first; the same array for the same clip. */
  sources: readonly string[];
  see: (evidence: Feedback['evidence']) => void;
}

/** The one thing to work on, with the picture that shows it; what else was found in one line each. */
export function cueCard(context: CueContext): TemplateResult {
  const { report, words } = context;
  const primary = report.feedback.find(({ priority }) => priority === 'primary');
  const rest = report.feedback.filter((feedback) => feedback !== primary);
  if (!primary) {
    return html`<section class="card calm" part="card cue" aria-labelledby="cue">
      <span class="badge made">${icon('check')}</span>
      <div>
        <h2 id="cue">${words.t('cue.none.title')}</h2>
        <p class="muted">${words.t('cue.none.text')}</p>
      </div>
    </section>`;
  }
  return html`<section class="card cue" part="card cue" aria-labelledby="cue">
    ${picture(context, primary)}
    <div class="say">
      <p class="eyebrow">${words.t('cue.title')}: ${metricName(words, primary.metric)}</p>
      <h2 id="cue">${sentence(words, primary, 'tip')}</h2>
      <p>${sentence(words, primary, 'text')}</p>
      ${range(primary, words)}
      <p class="drill"><b>${words.t('cue.drill')}</b> ${sentence(words, primary, 'drill')}</p>
    </div>
    ${
      rest.length > 0
        ? html`<div class="rest">
            <h3>${words.t('cue.also')}</h3>
            <ul>
              ${rest.map((feedback) => secondary(context, feedback))}
            </ul>
          </div>`
        : nothing
    }
  </section>`;
}

function range(feedback: Feedback, words: ReportWords): TemplateResult {
  const { band, bandOf, interval, unit, value } = feedback;
  const own = bandOf === 'player';
  const say = (x: number): string => words.quantity(x, unit);
  const measured = { value, unit, interval, frame: null, measurable: true };
  return html`<div class="plot">
    ${rangePlot(measured, band)}
    <p class="hidden">
      ${words.t(own ? 'cue.range.own' : 'cue.range', { lo: say(band[0]), hi: say(band[1]), value: say(value), from: say(interval[0]), to: say(interval[1]) })}
    </p>
    <p class="legend small" aria-hidden="true">
      <span
        ><i class="band"></i>${words.t(own ? 'metrics.own' : 'metrics.typical')}
        ${words.t('metrics.span', { lo: words.figure(band[0], unit), hi: say(band[1]) })}</span
      >
      <span><i class="value"></i>${words.t('cue.you', { value: say(value) })}</span>
    </p>
  </div>`;
}

function picture(context: CueContext, feedback: Feedback): TemplateResult | typeof nothing {
  const { overlay, plans, sources, words } = context;
  const { frame, shot, timeSeconds } = feedback.evidence;
  const plan = plans[shot];
  const missing = overlay === 'failed' || sources.length === 0;
  return html`<div class="evidence ${missing ? 'bare' : ''}">
    ${
      typeof overlay === 'object' && plan
        ? html`<shotform-frame
            .sources=${sources}
            .frame=${frame}
            .overlay=${overlay}
            .plan=${plan}
            .label=${words.t('cue.frame', { time: words.quantity(timeSeconds, 's') })}
          ></shotform-frame>`
        : nothing
    }
    <button class="button small" @click=${() => context.see(feedback.evidence)}>
      ${icon('play')}${words.t('cue.see', { n: shot + 1 })}
    </button>
  </div>`;
}

function secondary(context: CueContext, feedback: Feedback): TemplateResult {
  const { words } = context;
  return html`<li>
    <div>
      <b>${metricName(words, feedback.metric)}</b>
      <p class="small">${sentence(words, feedback, 'tip')}</p>
    </div>
    <button
      class="round"
      aria-label=${words.t('metrics.see', { metric: metricName(words, feedback.metric) })}
      @click=${() => context.see(feedback.evidence)}
    >
      ${icon('play')}
    </button>
  </li>`;
}

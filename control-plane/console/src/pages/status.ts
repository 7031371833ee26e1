import { html, nothing, type TemplateResult } from 'lit';
import type { AnalysisJob } from '@shotform/contracts';
import { icon, vars, type IconName } from '@shotform/elements/kit';
import type { ConsoleWords } from './screen.ts';

const icons: Partial<Record<AnalysisJob['status'], IconName>> = {
  succeeded: 'check',
  failed: 'warning',
  canceled: 'cross',
};

/** How an analysis stands: a word, and a bar while it moves. */
export function status(job: AnalysisJob, words: ConsoleWords): TemplateResult {
  const symbol = icons[job.status];
  const running = job.status === 'running';
  const word = running && job.stage ? words.t(`stage.${job.stage}`) : words.t(`status.${job.status}`);
  return html`<span class="status ${job.status}">
    <span class="word">${symbol ? icon(symbol) : html`<i class="dot"></i>`}${word}</span>
    ${
      running
        ? html`<span class="meter" ${vars({ '--at': job.percent / 100 })}></span>
            <span class="number small">${words.percent(job.percent / 100)}</span>`
        : nothing
    }
  </span>`;
}

import type { View } from './flow.ts';
import { errorText, type WidgetWords } from './screens/context.ts';

/** What a screen reader is told, and no more: start, every 25 %, errors, done. */
export class Announcer {
  private last = '';
  private step = 0;

  /** The next thing to say, or `null` where there is nothing new. */
  next(view: View, words: WidgetWords): string | null {
    const about = view.name;
    const begins = about !== this.last;
    this.last = about;
    if (begins) this.step = 0;
    if (view.name === 'sending') {
      if (view.failure) return this.once(`${words.t('send.failed')}. ${errorText(words, view.failure.code)}`, -1);
      const { sentBytes, state, totalBytes } = view.progress;
      if (state === 'offline' || state === 'paused') return this.once(words.t(`send.${state}`), -2);
      if (begins) return words.t('say.upload');
      return this.quarter(sentBytes / Math.max(1, totalBytes), 'say.upload.percent', words);
    }
    if (view.name === 'working') {
      if (begins) return words.t('say.work');
      return this.quarter(view.job.percent / 100, 'say.work.percent', words);
    }
    if (view.name === 'failed' || view.name === 'closed') return begins ? errorText(words, view.failure.code) : null;
    if (view.name === 'report') return this.once(view.results ? words.t('say.done') : null, 1);
    return null;
  }

  private once(text: string | null, step: number): string | null {
    if (text === null || this.step === step) return null;
    this.step = step;
    return text;
  }

  private quarter(part: number, key: 'say.upload.percent' | 'say.work.percent', words: WidgetWords): string | null {
    const step = Math.floor(part * 4);
    if (step <= Math.max(0, this.step) || step > 3) return null;
    this.step = step;
    return words.t(key, { percent: words.percent(step / 4) });
  }
}

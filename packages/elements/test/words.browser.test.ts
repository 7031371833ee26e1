import { page } from 'vitest/browser';
import { expect, test } from 'vitest';
import { ShotformElement } from '../src/base/element.ts';
import { Vocabulary } from '../src/i18n/vocabulary.ts';
import { northside } from '../stories/themes.ts';
import { job } from '../stories/memory-client.ts';
import { clip, find, mount } from './mount.ts';

test('a screen reader hears the start, every quarter, and the end', async () => {
  const { client, widget } = mount({ upload: { state: 'uploading', part: 0.1 } });
  await find(widget, '.start');
  const status = await find(widget, '[role=status]');
  const heard: string[] = [];
  new MutationObserver(() => heard.push(status.textContent!.trim())).observe(status, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  void widget.send(await clip());
  await expect.poll(() => heard).toEqual(['Upload started']);
  client.finishUpload();
  await find(widget, '.steps');
  for (const percent of [3, 24, 26, 30, 51, 76, 99]) {
    client.update({ status: 'running', stage: 'vision', percent });
    await widget.updateComplete;
  }
  client.update({ status: 'succeeded', percent: 100 });
  await expect.poll(() => heard.at(-1)).toBe('Your report is ready');
  expect(heard).toEqual([
    'Upload started',
    'Analysis started',
    'Analyzed 25%',
    'Analyzed 50%',
    'Analyzed 75%',
    'Your report is ready',
  ]);
});

test('the page hears of it too, through the shadow', async () => {
  const { client, widget } = mount();
  const heard: string[] = [];
  for (const type of ['upload-start', 'analysis-start', 'analysis-complete', 'report-open'] as const) {
    document.addEventListener(`shotform-${type}`, () => heard.push(type), { once: true });
  }
  await find(widget, '.start');
  void widget.send(await clip());
  await find(widget, '.steps');
  client.update({ status: 'succeeded' });
  await expect.poll(() => heard).toEqual(['upload-start', 'analysis-start', 'analysis-complete', 'report-open']);
});

test('a page that calls the upload off keeps the file', async () => {
  const { widget } = mount();
  await find(widget, '.start');
  widget.addEventListener('shotform-before-upload', (event) => event.preventDefault());
  const started: Event[] = [];
  widget.addEventListener('shotform-upload-start', (event) => started.push(event));
  await widget.send(await clip());
  expect(started).toEqual([]);
});

test('the start, as a screen reader reads it', async () => {
  const { widget } = mount({ jobs: [job({ createdAt: '2026-11-20T17:12:00.000Z' })], analysesLeft: 8 });
  await find(widget, '.clip .open');
  await expect.element(page.getByRole('region', { name: 'Shot analysis' })).toMatchAriaInlineSnapshot(`
    - region "Shot analysis":
      - paragraph: Northside Hoops
      - region "See what your shot is made of":
        - heading "See what your shot is made of" [level=1]
        - paragraph: /Film a few shots/
        - button "Record a shot"
        - button "Choose a video"
        - text: Choose a video
        - paragraph: /8 analyses left this month\\. Up to 2 GB and 10 minutes/
      - region "Your clips":
        - heading "Your clips" [level=2]
        - list:
          - listitem:
            - button /Nov \\d+, .+ 2 shots, 1 made/
            - button /Delete Nov \\d+/
      - status
  `);
});

test('a report, as a screen reader reads it', async () => {
  const { widget } = mount({ jobs: [job()] });
  (await find(widget, '.clip .open')).click();
  await find(widget, 'shotform-frame');
  await expect.element(page.getByRole('region', { name: 'Form', exact: true })).toMatchAriaInlineSnapshot(`
    - region "Form":
      - paragraph: /\\d+ of 100/
      - heading "Form" [level=2]
      - paragraph: How you moved, whatever the ball did.
      - paragraph: /Most likely between \\d+ and \\d+/
      - paragraph: /Based on \\d+% of what makes up Form/
      - term: Load
      - definition: /\\d+/
      - term: Alignment
      - definition: /\\d+/
      - term: Release
      - definition: /\\d+/
      - term: Follow-through
      - definition: /\\d+/
      - term: Balance
      - definition: /\\d+/
      - term: Rhythm
      - definition: Not scored
  `);
  await expect.element(page.getByRole('region', { name: 'Where the points went' })).toMatchAriaInlineSnapshot(`
    - region "Where the points went":
      - heading "Where the points went" [level=2]
      - table /From 100 to your Form, metric by metric/:
        - caption: /The points lost add up exactly/
        - rowgroup:
          - row "Metric Points lost":
            - columnheader "Metric"
            - columnheader "Points lost"
        - rowgroup:
          - row "Start 100.0":
            - rowheader "Start"
            - cell "100.0"
          - row /Knee bend −\\d+\\.\\d/:
            - rowheader "Knee bend"
            - cell /−\\d+\\.\\d/
          - row /Your Form \\d+\\.\\d/:
            - rowheader "Your Form"
            - cell /\\d+\\.\\d/
      - paragraph: /\\d+ metrics lost nothing/
  `);
});

test('in Spanish: words, numbers, and what reads them aloud', async () => {
  const { widget } = mount({ jobs: [job()] });
  widget.locale = 'es-ES';
  const heading = await find(widget, '#start');
  await expect.poll(() => heading.textContent).toBe('Descubre de qué está hecho tu tiro');
  expect(widget.lang).toBe('es-ES');
  (await find(widget, '.clip .open')).click();
  const cue = await find(widget, '.cue .say');
  expect(cue.querySelector('h2')!.textContent).toBe(
    'Baja un poco más antes de subir y deja que las piernas empujen el balón.',
  );
  expect(cue.querySelector('.drill')!.textContent).toMatch(/^Ejercicio Toca la silla/);
  const lost = await find(widget, '.lost .whole .number');
  expect(lost.textContent).toBe('100,0');
  const values = [...(await find(widget, '.flight')).querySelectorAll('.value')].map((cell) => cell.textContent);
  expect(values.join()).toMatch(/\d,\d+\sm\/s/);
});

test('the page, the theme, then the browser choose the language', async () => {
  const { languages } = navigator;
  const visitor = (...spoken: readonly string[]): void => {
    Object.defineProperty(navigator, 'languages', { configurable: true, get: () => spoken });
  };
  const title = async (locale: string, theme: string): Promise<string> => {
    const { widget } = mount({ theme: { ...northside, locale: theme } });
    if (locale) widget.locale = locale;
    const heading = await find(widget, '#start');
    return `${widget.lang} ${heading.textContent!.split(' ')[0]}`;
  };
  visitor('fr-CA', 'es-MX', 'en-US');
  expect(await title('', 'auto')).toBe('es-MX Descubre');
  expect(await title('', 'en-GB')).toBe('en-GB See');
  expect(await title('es', 'en-GB')).toBe('es Descubre');
  expect(await title('auto', 'en-GB')).toBe('es-MX Descubre');
  expect(await title('fr', 'auto')).toBe('en See');
  visitor('fr');
  expect(await title('', 'auto')).toBe('en See');
  visitor(...languages);
});

test('nothing is said before its language is here; where it cannot be fetched, English is', async () => {
  const fetched = Promise.withResolvers<{ default: Record<'hi', string> }>();
  const vocabulary = new Vocabulary<'hi'>({ hi: 'Hi' }, { es: () => fetched.promise });
  class Probe extends ShotformElement<'hi'> {
    constructor() {
      super(vocabulary);
    }
    override render(): string {
      return this.speechless ? '' : this.words.t('hi');
    }
  }
  customElements.define('shotform-probe', Probe);
  const probe = new Probe();
  probe.locale = 'es';
  document.body.append(probe);
  await probe.updateComplete;
  expect(probe.shadowRoot!.textContent).toBe('');
  fetched.reject(new Error('offline'));
  await expect.poll(() => probe.shadowRoot!.textContent).toBe('Hi');
});

test('a tenant has the last word, a locale the one before it', async () => {
  const { registerLocale } = await import('../src/i18n/translator.ts');
  registerLocale('de', { 'home.title': 'Sieh, was dein Wurf hergibt', 'home.record': 'Wurf aufnehmen' });
  const { widget } = mount();
  widget.locale = 'de-AT';
  widget.copy = { 'home.record': 'Los!' };
  const heading = await find(widget, '#start');
  await expect.poll(() => heading.textContent).toBe('Sieh, was dein Wurf hergibt');
  expect((await find(widget, '.start .primary')).textContent!.trim()).toBe('Los!');
});

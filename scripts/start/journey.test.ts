/** What a player lives through on a facility's page, in Chromium, on the whole stack as `npm start` brings it up. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalysisJob, List, Results, WidgetSession } from '@shotform/contracts';
import { sampleClip, sampleTruth } from '@shotform/testkit';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../../control-plane/src/testing/free-ports.ts';
import { buildAll } from './build.ts';
import { startStack, type Stack } from './stack.ts';

/** Everything a page transfers before anyone touches the widget: code, theme, words. */
const FIRST_VISIT_BYTES = 30_000;
const ANALYSIS_MS = 150_000;
const RECORD_MS = 12_000;

const folder = mkdtempSync(join(tmpdir(), 'shotform-journey-'));
/** Set to keep the screenshots. */
const pictures = process.env['SHOTFORM_PICTURES'] ?? join(folder, 'pictures');
const truth = sampleTruth();
let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  buildAll();
  mkdirSync(pictures, { recursive: true });
  const [api, site, files] = await freePorts(3);
  stack = await startStack({ dataDir: join(folder, 'data'), ports: { api: api!, site: site!, files: files! } });
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumArgs, `--use-file-for-fake-video-capture=${fakeCamera(await sampleClip())}`],
  });
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a player on a phone uploads a clip, reads its report, and finds it again; nobody else does', async () => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
  });
  const page = await phone.newPage();
  const trouble = watch(page);
  const before = await bytesBeforeTouch(page);
  expect(before).toBeLessThanOrEqual(FIRST_VISIT_BYTES);
  await picture(page, 'phone-first-visit');

  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await sampleClip());
  const done = await completed(page);
  await expectSampleReport(page, done.id);
  await picture(page, 'phone-report');

  await page.reload();
  await page.getByRole('button', { name: /2 shots, 1 made/ }).click();
  await page.getByText('Missed, short').first().waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'desk-report');
  expect(trouble).toEqual([]);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(stack.addresses.site);
  await theirs.getByText('Your clips will be here').waitFor();
  const stranger = await session(theirs);
  for (const path of [`/v1/analyses/${done.id}`, `/v1/analyses/${done.id}/results`]) {
    expect((await ask(stranger, path)).status).toBe(404);
  }
  expect(((await (await ask(stranger, '/v1/analyses')).json()) as List<AnalysisJob>).data).toEqual([]);
  await Promise.all([phone.close(), other.close()]);
});

test('a player at a desk records with the camera', async () => {
  const desk = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ['camera'] });
  const page = await desk.newPage();
  const trouble = watch(page);
  await page.goto(stack.addresses.site);
  await page.getByRole('button', { name: 'Record a shot' }).click();
  await page.getByRole('button', { name: 'Turn the camera on' }).click();
  await page.getByRole('button', { name: 'Start recording' }).click();
  await page.getByRole('button', { name: 'Stop recording' }).waitFor();
  await picture(page, 'desk-recording');
  await page.waitForTimeout(RECORD_MS);
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await page.getByRole('button', { name: 'Use this clip' }).click();
  const { id } = await completed(page);
  await page.getByText('The details').first().waitFor();
  await picture(page, 'desk-recorded');

  const { report } = await results(desk, id);
  // The camera plays the clip over and over: where the recording begins is chance, so a shot may be cut off by its ends.
  expect(report.shots.length).toBeGreaterThanOrEqual(1);
  for (const shot of report.shots) expect(shot.hand).toBe(truth.shots[0]!.hand);
  expect(trouble).toEqual([]);
  await desk.close();
});

/** The clip's exact truth beside what the page says and what the API gave it. */
async function expectSampleReport(page: Page, id: string): Promise<void> {
  await page.getByText('Missed, short').first().waitFor();
  const { report } = await results(page.context(), id);
  expect(report.shots.map(({ hand, outcome }) => [hand, outcome.result, outcome.miss ?? null])).toEqual(
    truth.shots.map(({ hand, outcome }) => [hand, outcome.result, outcome.result === 'missed' ? 'short' : null]),
  );
  report.shots.forEach((shot, i) => {
    const { release, metrics } = truth.shots[i]!;
    expect(Math.abs(shot.release.timeSeconds - release.timeSeconds)).toBeLessThan(0.067);
    expect(Math.abs((shot.metrics['kneeAtDip']?.value ?? NaN) - metrics.kneeAtDip.sagittal)).toBeLessThan(10);
  });
  const [first] = report.shots;
  const shown = page.locator('shotform-report');
  await shown
    .getByText(`${Math.round(first!.metrics['kneeAtDip']!.value!)}°`)
    .first()
    .waitFor();
  await shown
    .getByText(String(Math.round(first!.scores.form.value!)), { exact: true })
    .first()
    .waitFor();
  await shown.getByText(report.feedback[0]!.text).first().waitFor();
}

/** Problems that a visitor would not see but their console would. */
function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  return trouble;
}

/** Bodies, as they come over the wire; headers are HTTP's own affair (and compressed by HTTP/2). */
async function bytesBeforeTouch(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const ours = new Set<string>();
  let bytes = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith(stack.addresses.api)) ours.add(requestId);
  });
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(stack.addresses.site);
  await page.getByRole('button', { name: 'Choose a video' }).waitFor();
  await page.getByText('Your clips will be here').waitFor();
  return bytes;
}

/** Waits for the widget to say that an analysis is complete. */
async function completed(page: Page): Promise<{ id: string }> {
  const detail = await page.evaluate(
    (patience) =>
      new Promise<{ id?: string; code?: string }>((resolve) => {
        const timer = setTimeout(() => resolve({ code: 'too long' }), patience);
        for (const name of ['shotform-analysis-complete', 'shotform-failure']) {
          document.addEventListener(name, (event) => {
            clearTimeout(timer);
            resolve((event as CustomEvent<{ id?: string; code?: string }>).detail);
          });
        }
      }),
    ANALYSIS_MS,
  );
  if (!detail.id) throw new Error(`the widget failed: ${detail.code}`);
  return { id: detail.id };
}

async function results(context: BrowserContext, id: string): Promise<Results> {
  const page = await context.newPage();
  await page.goto(stack.addresses.site);
  const answer = await ask(await session(page), `/v1/analyses/${id}/results`);
  await page.close();
  expect(answer.status).toBe(200);
  return (await answer.json()) as Results;
}

/** The session that the page's visitor has: by the secret that the widget keeps. */
async function session(page: Page): Promise<WidgetSession> {
  await page.waitForFunction(() => Object.keys(localStorage).length > 0);
  const kept = await page.evaluate(() => Object.values(localStorage).join(' '));
  const playerSecret = /sf_player_[^"\s]+/.exec(kept)?.[0];
  expect(playerSecret).toBeDefined();
  const answer = await fetch(`${stack.addresses.api}/v1/sessions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stack.seeded.publishableKey}`,
      origin: stack.addresses.site,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ playerSecret }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as WidgetSession;
}

function ask({ token }: WidgetSession, path: string): Promise<Response> {
  return fetch(stack.addresses.api + path, { headers: { authorization: `Bearer ${token}` } });
}

async function picture(page: Page, name: string): Promise<void> {
  await page.locator('shotform-widget').scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** The clip as Chromium's fake camera wants it: Motion JPEG, 30 frames a second. */
function fakeCamera(clip: string): string {
  const file = join(folder, 'camera.mjpeg');
  const args = ['-v', 'error', '-y', '-i', clip, '-vf', 'scale=960:-2', '-c:v', 'mjpeg', '-q:v', '3', file];
  const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return file;
}

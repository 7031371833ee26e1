import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type FaultPoint, faultPoints } from './faults.ts';
import { Actors } from './testing/actors.ts';
import type { Conduct } from './testing/fleet.ts';
import { SupervisedApi } from './testing/supervised-api.ts';

/** Each death costs the start of a process: seconds on a busy machine. */
const PATIENCE_MS = 900_000;
/** Of the random proof; 100 for the figure in the documentation. */
const ANALYSES = Number(process.env['FAULTS_ANALYSES'] ?? 20);

let api: SupervisedApi;
let actors: Actors;

afterEach(async () => {
  await actors.close();
  await api.close();
});

test(
  'an API that dies at every transition in turn: every analysis is done, with one report and one usage record',
  async () => {
    const left: FaultPoint[] = [...faultPoints];
    api = await SupervisedApi.open(() => left.shift());
    const conducts: Conduct[] = ['good', 'fails', 'hands-back', 'silent', 'silent-late'];
    let claims = 0;
    actors = await Actors.open(api, () => conducts[claims++ % conducts.length]!);
    await actors.keepBusy(() => api.deaths >= faultPoints.length);
    expect(left).toEqual([]);
    expect(await actors.expectAllDoneOnce()).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);

test(
  `${ANALYSES} analyses, an API killed at random and workers that vanish at random: the same`,
  async () => {
    api = await SupervisedApi.open(() => undefined);
    actors = await Actors.open(api, () =>
      Math.random() < 0.8 ? 'good' : Math.random() < 0.5 ? 'silent' : 'silent-late',
    );
    let isOver = false;
    const killing = killAtRandom(() => isOver);
    await actors.keepBusy((started) => started >= ANALYSES);
    isOver = true;
    await killing;
    expect(await actors.expectAllDoneOnce()).toBeGreaterThanOrEqual(ANALYSES);
    expect(api.deaths).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);

/** Some time after it answered, so that something is going on; the longer, the longer this machine takes to start it. */
async function killAtRandom(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const start = performance.now();
    await api.ready();
    await sleep((performance.now() - start) * (0.5 + 2 * Math.random()));
    if (!isOver()) await api.kill();
  }
}

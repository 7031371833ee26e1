/** Players and a fleet that go on whatever dies beside them, and what must be true of it all in the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnalysisJob, Id } from '@shotform/contracts';
import { expect } from 'vitest';
import type { Config } from '../../config/config.ts';
import type { TestDatabase } from '../../testing/test-database.ts';
import { readRows } from '../../testing/tables.ts';
import { fakeVideo, TestPlayer } from '../../testing/test-player.ts';
import { addTenant, type TestTenant } from '../../testing/test-tenant.ts';
import { TestWorker } from '../../testing/test-worker.ts';
import { Fleet, type Conduct } from './fleet.ts';
import { patiently } from '../../testing/patience.ts';

/** Times so short that what was lost comes back within seconds, and tries enough for any number of deaths. */
export const hastyEnvironment = { LEASE_SECONDS: '2', BEAT_SECONDS: '0.5', RECONCILE_SECONDS: '0.3', ATTEMPTS: '50' };

const video = fakeVideo(20_000);

export interface World {
  url: string;
  config: Config;
  database: Pick<TestDatabase, 'urls'>;
}

export class Actors {
  readonly #world: World;
  readonly #fleet: Fleet;
  readonly #tenant: TestTenant;
  readonly #finished: AnalysisJob[] = [];

  private constructor(world: World, tenant: TestTenant, conduct: () => Conduct) {
    this.#world = world;
    this.#tenant = tenant;
    const worker = new TestWorker(world.url, world.config.fleetToken);
    this.#fleet = new Fleet(world.database.urls.queue, worker, conduct);
  }

  static async open(world: World, conduct: () => Conduct): Promise<Actors> {
    return new Actors(world, await addTenant(world), conduct);
  }

  async close(): Promise<void> {
    await this.#fleet.close();
  }

  /** Some players at once, one analysis after the other, until it is enough; some are deleted again. */
  async keepBusy(isEnough: (started: number) => boolean): Promise<void> {
    let started = 0;
    const play = async (): Promise<void> => {
      const player = await patiently(() => TestPlayer.open(this.#world.url, this.#tenant));
      while (!isEnough(started)) {
        const number = started++;
        const { id } = await this.#analyze(player, String(number));
        this.#finished.push(await this.#untilDone(player, id));
        if (number % 4 === 0) await this.#deleteAnother(player, number);
      }
    };
    await Promise.all([play(), play(), play(), play()]);
  }

  /** Every analysis is done, with one report and one usage record, whatever happened. @returns how many there are. */
  async expectAllDoneOnce(): Promise<number> {
    const rows = await readRows<{ id: string }>(
      this.#world.database,
      `SELECT id, status, (SELECT count(*) FROM reports r WHERE r.analysis_id = a.id) AS reports,
       (SELECT sum(quantity) FROM usage_records u WHERE u.source_id = a.id) AS usage,
       (SELECT status FROM reservations v WHERE v.analysis_id = a.id) AS reservation FROM analyses a`,
    );
    for (const row of rows) {
      expect(row).toMatchObject({ status: 'succeeded', reports: '1', usage: '1', reservation: 'committed' });
    }
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(this.#finished.map(({ id }) => id)));
    return rows.length;
  }

  /** From a video to a queued analysis, each step sent again until it is through. */
  async #analyze(player: TestPlayer, key: string): Promise<AnalysisJob> {
    const upload = await patiently(() => player.announce(video, `upload-${key}`));
    const finished = await patiently(() => player.sendParts(upload, video));
    await patiently(() => player.post(`/v1/uploads/${upload.id}/complete`, finished));
    return patiently(() => player.analyze(upload.id, `analysis-${key}`));
  }

  async #untilDone(player: TestPlayer, id: Id<'analysis'>): Promise<AnalysisJob> {
    for (;;) {
      const job = await patiently(() => player.analysis(id));
      if (job.status !== 'queued' && job.status !== 'running') return job;
      await sleep(100);
    }
  }

  async #deleteAnother(player: TestPlayer, number: number): Promise<void> {
    const { id } = await this.#analyze(player, `${number}-deleted`);
    try {
      await patiently(() => player.remove(`/v1/analyses/${id}`));
    } catch {
      // Deleted by the first request, whose answer was lost.
      await expect(patiently(() => player.analysis(id))).rejects.toMatchObject({ code: 'not_found' });
    }
  }
}

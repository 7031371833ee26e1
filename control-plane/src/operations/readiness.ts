import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.ts';

type Check = () => Promise<unknown>;

/** What has to answer before we can. Modules add their parts. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  readonly #checks = new Map<string, Check>();
  #closing = false;

  constructor(database: Database) {
    this.add('database', () => database.ping());
  }

  /** @param check rejects while the part is away. */
  add(part: string, check: Check): void {
    this.#checks.set(part, check);
  }

  /** The parts that are away; `process` while it shuts down, so that nothing new is sent to it. */
  async away(): Promise<string[]> {
    const parts = await Promise.all(
      [...this.#checks].map(async ([part, check]) => ((await holds(check)) ? [] : [part])),
    );
    return [...(this.#closing ? ['process'] : []), ...parts.flat()];
  }

  beforeApplicationShutdown(): void {
    this.#closing = true;
  }
}

/** A part that says nothing for this long is away. */
const PATIENCE_MS = 2000;

async function holds(check: Check): Promise<boolean> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('No answer in time.')), PATIENCE_MS);
  try {
    await Promise.race([check(), promise]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

import type { LiveEvent } from '@shotform/contracts';
import { liveEventSchema } from '@shotform/contracts';

export interface Told {
  id: number;
  event: LiveEvent;
}

/** Follows the live updates as the SDK does: fetch, and lines as they come. */
export class Follower {
  readonly told: Told[] = [];
  readonly response: Response;
  /** Resolves when the stream has ended, for whichever reason. */
  readonly ended: Promise<void>;
  readonly #abort: AbortController;
  #heard: () => void = () => undefined;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.ended = this.#read().catch(() => undefined);
  }

  static async open(url: string, headers: Record<string, string>, lastEventId?: number): Promise<Follower> {
    const abort = new AbortController();
    const last = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
    const response = await fetch(`${url}/v1/events`, { headers: { ...headers, ...last }, signal: abort.signal });
    if (!response.ok) throw new Error(await response.text());
    return new Follower(response, abort);
  }

  /** Waits until one is told that is as wanted. */
  async until(wanted: (event: LiveEvent) => boolean): Promise<Told> {
    for (;;) {
      const found = this.told.find(({ event }) => wanted(event));
      if (found) return found;
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/:\s?(.*)/s) as [string, string]));
    const data = fields.get('data');
    if (data === undefined) return;
    const event = liveEventSchema.parse(JSON.parse(data));
    if (fields.get('event') !== event.type) throw new Error('the event is of another type than it says');
    this.told.push({ id: Number(fields.get('id')), event });
    this.#heard();
  }
}

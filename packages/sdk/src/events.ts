/** Live updates: one stream for all who listen, opened with the first of them and closed with the last. */
import type { LiveEvent } from '@shotform/contracts';
import { createParser } from 'eventsource-parser';
import { delayAfter, sleep } from './backoff.ts';
import { ShotformAbortError } from './errors.ts';
import type { Session } from './session.ts';

export type EventListener = (event: LiveEvent) => void;
export interface SubscribeOptions {
  /** The stream stands, for the first time or again: what happened meanwhile is not known, so look. */
  onOpen?: () => void;
}

/** The server speaks at least every 15 s; after this silence the stream is taken for dead. */
const SILENCE_MILLISECONDS = 40_000;
const backoff = { firstMilliseconds: 1000, longestMilliseconds: 30_000 };

interface Subscriber {
  listener: EventListener;
  onOpen: (() => void) | undefined;
}

export class Events {
  private readonly session: Session;
  private readonly subscribers = new Set<Subscriber>();
  private stop: AbortController | null = null;
  private lastEventId: string | null = null;
  private open = false;

  constructor(session: Session) {
    this.session = session;
  }

  /** Whether events come through at the moment. */
  get connected(): boolean {
    return this.open;
  }

  /** Every change that this player may see. Gives what ends the subscription. */
  subscribe(listener: EventListener, { onOpen }: SubscribeOptions = {}): () => void {
    const subscriber: Subscriber = { listener, onOpen };
    this.subscribers.add(subscriber);
    if (!this.stop) {
      this.stop = new AbortController();
      void this.run(this.stop.signal);
    }
    return () => {
      this.subscribers.delete(subscriber);
      if (this.subscribers.size === 0) this.close();
    };
  }

  private close(): void {
    this.stop?.abort();
    this.stop = null;
    this.open = false;
  }

  /** Connects for as long as somebody listens. A refusal is tried again too, slowly: whoever waits asks by itself. */
  private async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.connect(signal, () => (failures = 0));
      } catch {
        // The next try is the answer to every failure; `connected` tells that there was one.
      } finally {
        if (!signal.aborted) this.open = false;
      }
      await sleep(delayAfter(failures + 1, backoff), signal).catch(() => undefined);
    }
  }

  /** One connection, to its end. */
  private async connect(signal: AbortSignal, onOpen: () => void): Promise<void> {
    const silence = new Silence(signal);
    try {
      const headers = {
        accept: 'text/event-stream',
        ...(this.lastEventId !== null && { 'last-event-id': this.lastEventId }),
      };
      const response = await this.session.open('/v1/events', headers, silence.signal);
      if (signal.aborted) throw new ShotformAbortError();
      this.open = true;
      onOpen();
      for (const subscriber of [...this.subscribers]) subscriber.onOpen?.();
      await this.read(response, silence);
    } finally {
      silence.end();
    }
  }

  private async read(response: Response, silence: Silence): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, data }) => {
        if (id !== undefined) this.lastEventId = id;
        this.dispatch(data);
      },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      silence.broken();
      parser.feed(chunk.value);
    }
  }

  private dispatch(data: string): void {
    const event = JSON.parse(data) as LiveEvent;
    // A listener that throws is heard of, and does not end the stream.
    for (const { listener } of this.subscribers) queueMicrotask(() => listener(event));
  }
}

/** Aborts when nothing was heard for too long, or with `outer`. */
class Silence {
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop = (): void => this.controller.abort();

  constructor(outer: AbortSignal) {
    this.outer = outer;
    outer.addEventListener('abort', this.stop, { once: true });
    this.broken();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  broken(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.stop, SILENCE_MILLISECONDS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.stop);
    this.controller.abort();
  }
}

/** What a page is to the SDK, in Node: its storage, and a `fetch` that says which page it is and counts. */
import { createShotform, type Fetch, type Shotform, type ShotformOptions } from '../src/index.ts';
import { MemoryStorage } from '../src/storage.ts';
import type { Stack } from '../../../gpu-worker/src/testing/stack.ts';

export interface Page {
  shotform: Shotform;
  storage: MemoryStorage;
  /** `POST /v1/sessions` and the like, in the order in which they were sent. */
  requests: string[];
}

export interface PageOptions extends Partial<Pick<ShotformOptions, 'apiBase' | 'publishableKey' | 'tokenProvider'>> {
  storage?: MemoryStorage;
  origin?: string;
  /** Stands between the page and the network. */
  fetch?: Fetch;
}

export function openPage(stack: Stack, options: PageOptions = {}): Page {
  const { storage = new MemoryStorage(), origin = stack.siteOrigin, fetch: under = fetch, ...rest } = options;
  const requests: string[] = [];
  const asPage: Fetch = (input, init) => {
    requests.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    return under(input, { ...init, headers });
  };
  const { api: apiBase, publishableKey } = stack;
  return { shotform: createShotform({ apiBase, publishableKey, storage, ...rest, fetch: asPage }), storage, requests };
}

/** Bytes that look random, beginning as an MP4 does; the same for the same seed. */
export function videoLike(bytes: number, seed: number): File {
  const data = new Uint32Array(Math.ceil(bytes / 4));
  let state = seed;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state;
  }
  const whole = new Uint8Array(data.buffer, 0, bytes);
  whole.set([
    0,
    0,
    0,
    24,
    ...new TextEncoder().encode('ftypisom'),
    0,
    0,
    2,
    0,
    ...new TextEncoder().encode('isommp42'),
  ]);
  return new File([whole], 'shots.mp4', { type: 'video/mp4', lastModified: 1 });
}

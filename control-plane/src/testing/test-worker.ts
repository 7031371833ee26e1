/** A worker of the fleet, by the API alone. What it hands in is a real report, computed once from synthetic Tracks. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { analyze } from '@shotform/analysis';
import {
  outputNames,
  type AttemptProgress,
  type Beat,
  type Claim,
  type CompleteAttempt,
  type FailAttempt,
  type Id,
  type OutputName,
} from '@shotform/contracts';
import { synthesizeTracks } from '@shotform/testkit/tracks';
import { call } from './http-client.ts';

export type WorkerOutputs = Record<OutputName, Buffer>;

/** Made before anything is connected: it takes so long that a server would close what is left idle meanwhile. */
const made = ((): WorkerOutputs => {
  const { tracks } = synthesizeTracks();
  return {
    'report.json': Buffer.from(JSON.stringify(analyze(tracks))),
    'tracks.json.gz': gzipSync(JSON.stringify(tracks)),
    'annotated.mp4': Buffer.from('annotated'),
    'poster.jpg': Buffer.from('poster'),
  };
})();

export function realOutputs(): WorkerOutputs {
  return made;
}

export class TestWorker {
  readonly #url: string;
  readonly #fleetToken: string;
  readonly #name: string;

  constructor(url: string, fleetToken: string, name = 'test-worker') {
    this.#url = `${url}/internal/v1`;
    this.#fleetToken = fleetToken;
    this.#name = name;
  }

  claim(analysis: Id<'analysis'>): Promise<Claim> {
    const body = { worker: this.#name };
    return call(`${this.#url}/analyses/${analysis}/claim`, { method: 'POST', token: this.#fleetToken, body });
  }

  beat(claim: Claim): Promise<Beat> {
    return this.#say(claim, 'beat');
  }

  progress(claim: Claim, progress: AttemptProgress): Promise<void> {
    return this.#say(claim, 'progress', progress);
  }

  fail(claim: Claim, failure: FailAttempt): Promise<void> {
    return this.#say(claim, 'fail', failure);
  }

  handBack(claim: Claim): Promise<void> {
    return this.#say(claim, 'hand-back');
  }

  complete(claim: Claim, body: CompleteAttempt): Promise<void> {
    return this.#say(claim, 'complete', body);
  }

  /** Downloads the source and stores the outputs; answers what completes the attempt. */
  async work(claim: Claim, outputs = realOutputs()): Promise<CompleteAttempt> {
    const source = Buffer.from(await (await fetch(claim.source.url)).arrayBuffer());
    if (source.length !== claim.source.bytes) throw new Error('the source is not whole');
    for (const name of outputNames) {
      const { url, headers } = claim.outputs[name];
      const stored = await fetch(url, { method: 'PUT', headers, body: outputs[name] });
      if (!stored.ok) throw new Error(`${name}: ${stored.status}`);
    }
    return { sourceSha256: hash(source), outputs: describeOutputs(outputs) };
  }

  /** The whole job. */
  async finish(analysis: Id<'analysis'>): Promise<Claim> {
    const claim = await this.claim(analysis);
    await this.complete(claim, await this.work(claim));
    return claim;
  }

  #say<T>({ attempt, token }: Claim, what: string, body?: unknown): Promise<T> {
    return call(`${this.#url}/attempts/${attempt}/${what}`, { method: 'POST', token, body });
  }
}

export function describeOutputs(outputs: WorkerOutputs): CompleteAttempt['outputs'] {
  const described = outputNames.map((name) => [name, { bytes: outputs[name].length, sha256: hash(outputs[name]) }]);
  return Object.fromEntries(described) as CompleteAttempt['outputs'];
}

function hash(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}

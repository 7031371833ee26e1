/** A network that cuts requests: an HTTP proxy in front of a server, which kills some connections at a random moment. */
import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

export interface CuttingProxy {
  url: string;
  /** How many requests it saw, and how many of them it cut. */
  seen: number;
  cut: number;
  /** From now on all requests pass. */
  heal(): void;
  stop(): Promise<void>;
}

type Moment = 'before' | 'sending' | 'answered' | 'never';

/**
 * @param share of the requests that are cut, 0-1: before they reach the server, in the middle of their body, or once the
 * server has answered, so that its answer is lost.
 * @param random gives numbers in [0, 1).
 */
export async function startCuttingProxy(target: string, share: number, random: () => number): Promise<CuttingProxy> {
  let cutting = share;
  const server = createServer((incoming, outgoing) => {
    const moment = momentOf(cutting, random);
    proxy.seen++;
    if (moment !== 'never') proxy.cut++;
    pass(new URL(incoming.url ?? '/', target), incoming, outgoing, moment, random());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const proxy: CuttingProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    seen: 0,
    cut: 0,
    heal: () => {
      cutting = 0;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}

function momentOf(share: number, random: () => number): Moment {
  if (random() >= share) return 'never';
  const moments: Moment[] = ['before', 'sending', 'answered'];
  return moments[Math.floor(random() * moments.length)]!;
}

function pass(to: URL, incoming: IncomingMessage, outgoing: ServerResponse, moment: Moment, part: number): void {
  const hangUp = (): void => void incoming.socket.destroy();
  if (moment === 'before') return hangUp();
  const forwarded = send(to, { method: incoming.method, headers: incoming.headers }, (answer) => {
    if (moment === 'answered') {
      answer.resume();
      answer.once('end', hangUp);
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  forwarded.once('error', hangUp);
  incoming.once('close', () => incoming.complete || forwarded.destroy());
  if (moment !== 'sending') return void incoming.pipe(forwarded);
  incoming.pipe(upTo(part * Number(incoming.headers['content-length'] ?? 0), hangUp)).pipe(forwarded);
}

/** Lets so many bytes through, then calls `full` for good. */
function upTo(bytes: number, full: () => void): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > bytes) full();
      else done(null, chunk);
    },
    flush(done) {
      full();
      done();
    },
  });
}

/** A bad connection: an HTTP proxy that cuts three of ten requests, each in another way. */
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is cut: before it is heard, in the middle of its body, or after it was done, before the answer. */
const cuts = [null, 'early', null, null, 'midway', null, null, 'late', null, null] as const;
type Cut = (typeof cuts)[number];

export class CuttingProxy {
  requests = 0;
  cut = 0;
  readonly #server = createServer((request, response) => this.#pass(request, response));
  #target = '';

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param url where requests go that are not cut. */
  passTo(url: string): void {
    this.#target = url;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const cut: Cut = cuts[this.requests++ % cuts.length] ?? null;
    if (cut !== null) this.cut++;
    if (cut === 'early') return void request.socket.destroy();
    const { method, headers } = request;
    const onward = forward(this.#target + request.url, { method, headers }, (answer) => {
      if (cut === 'late') return void request.socket.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    if (cut === 'midway') breakOff(request, onward);
    else request.pipe(onward);
  }
}

/** Passes half of what was announced on, and hangs up on both sides. */
function breakOff(request: IncomingMessage, onward: ReturnType<typeof forward>): void {
  let left = Number(request.headers['content-length'] ?? 0) / 2;
  const hangUp = (): void => {
    onward.destroy();
    request.socket.destroy();
  };
  if (left === 0) return hangUp();
  request.on('data', (chunk: Buffer) => {
    onward.write(chunk);
    left -= chunk.length;
    if (left <= 0) hangUp();
  });
}

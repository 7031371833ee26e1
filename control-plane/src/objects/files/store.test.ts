import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { describeObjectStore } from '../testing/contract.ts';
import { filesHandler } from './server.ts';
import { FileObjectStore } from './store.ts';

describe('objects in files', () => {
  describeObjectStore(async () => {
    const root = mkdtempSync(join(tmpdir(), 'shotform-objects-'));
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const store = new FileObjectStore({ root, publicUrl, secret: Buffer.from('test'), now: () => new Date() });
    const onError = (error: unknown) => console.error(error);
    server.on(
      'request',
      filesHandler(store, {
        sendProblem: (r, code) => r.writeHead(code === 'not_found' ? 404 : 400).end(code),
        onError,
      }),
    );
    const close = async () => {
      server.closeAllConnections();
      server.close();
      rmSync(root, { recursive: true });
    };
    return { store, close };
  });
});

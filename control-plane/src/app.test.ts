import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startTestApp } from './testing/test-app.ts';

test('what is being asked when we are to stop is still answered; then nothing is', async () => {
  const app = await startTestApp();
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const body = JSON.stringify({ refreshToken: 'sf_refresh_made-up' });
  const head = [
    'POST /v1/sessions/refresh HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ].join('\r\n');
  socket.write(`${head}\r\n\r\n${body.slice(0, 10)}`);
  // One that came later and is answered says that the first has reached the server.
  await fetch(`${app.url}/health/live`);
  const stopped = app.stop();
  socket.write(body.slice(10));
  // It needed the database to be answered so.
  expect(await text(socket)).toContain('"code":"credential_invalid"');
  await stopped;
  await expect(fetch(`${app.url}/health/live`)).rejects.toThrow();
});

test('a port that is taken is an error, and leaves nothing open', async () => {
  const first = await startTestApp();
  const { port } = new URL(first.url);
  await expect(startTestApp({ PORT: port })).rejects.toThrow('EADDRINUSE');
  expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
  await first.stop();
});

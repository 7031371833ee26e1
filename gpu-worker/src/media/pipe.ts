import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes read at a time, at most. */
export const READ_SIZE = 512 * 1024;

/** One end for a child's output, and ours. */
export interface Pipe {
  /** To be given to the child, and destroyed here once it has been. */
  childEnd: Socket;
  /** Ends when the child's end is closed. Paused by `onBytes`, it goes on with `resume`. */
  ourEnd: Socket;
}

/**
 * A pipe that is read into one buffer that is used again: at the rates of raw video, the buffers that an ordinary child's
 * pipe makes for every 64 kB cost twice as much as reading them.
 *
 * @param onBytes gets what was read, valid during the call; it answers whether to go on reading
 */
export async function openPipe(onBytes: (bytes: Uint8Array) => boolean): Promise<Pipe> {
  const name = `shotform-${randomUUID()}`;
  // Linux has names for sockets that are in no folder and vanish by themselves.
  const path = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), name);
  const server = createServer({ pauseOnConnect: true });
  server.listen(path);
  await once(server, 'listening');
  const buffer = Buffer.allocUnsafeSlow(READ_SIZE);
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const ourEnd = connect({ path, onread: { buffer, callback: (count, bytes) => onBytes(bytes.subarray(0, count)) } });
  try {
    await once(ourEnd, 'connect');
    const [childEnd] = await accepted;
    return { childEnd, ourEnd };
  } finally {
    server.close();
  }
}

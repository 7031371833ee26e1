import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who reads: `room` says where to, before each read; `take` gets how many bytes are there, and answers whether to go on. */
export interface PipeReader {
  room(): Uint8Array;
  take(count: number): boolean;
}

/** One end for a child's output, and ours. */
export interface Pipe {
  /** To be given to the child, and destroyed here once it has been. */
  childEnd: Socket;
  /** Ends when the child's end is closed. Paused by `take`, it goes on with `resume`. */
  ourEnd: Socket;
}

/**
 * A pipe that is read into where its reader wants the bytes: at the rates of raw video, the buffers that an ordinary child's
 * pipe makes for every 64 kB cost twice as much as reading them.
 */
export async function openPipe(reader: PipeReader): Promise<Pipe> {
  const name = `shotform-${randomUUID()}`;
  // Linux has names for sockets that are in no folder and vanish by themselves.
  const path = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), name);
  const server = createServer({ pauseOnConnect: true });
  server.listen(path);
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const ourEnd = connect({ path, onread: { buffer: () => reader.room(), callback: (count) => reader.take(count) } });
  try {
    await once(ourEnd, 'connect');
    const [childEnd] = await accepted;
    return { childEnd, ourEnd };
  } finally {
    server.close();
  }
}

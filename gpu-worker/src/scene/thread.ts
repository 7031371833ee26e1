/** The inside of a scene thread: a tracker that is given one frame after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { SceneTracker } from '@shotform/vision';
import type { Answer, Request, ThreadData } from './messages.ts';
import { openHere } from './network.ts';

const { size, network } = workerData as ThreadData;
const tracker = new SceneTracker(size, await openHere(network));

// One after the other: frames come faster than they are looked at. What rejects ends the thread, which its owner is told.
let last = Promise.resolve();
let isClosed = false;
parentPort!.on('message', (request: Request) => {
  if (request === 'close') isClosed = true;
  last = last.then(() => answer(request));
});

async function answer(request: Request): Promise<void> {
  if (request === 'close') return parentPort!.close();
  if (isClosed) return;
  if (request === 'finish') return send({ scene: await tracker.finish() });
  await tracker.next(request.frame, request.people);
  send('done');
}

function send(answer: Answer): void {
  parentPort!.postMessage(answer);
}

/** The inside of a scene thread: a tracker that is given one frame after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { SceneTracker } from '@shotform/vision';
import type { Answer, Request } from './messages.ts';

const tracker = new SceneTracker(workerData as { width: number; height: number });

parentPort!.on('message', (request: Request) => {
  if (request === 'finish') return send({ scene: tracker.finish() });
  tracker.next(request.frame, request.people);
  send('done');
});

function send(answer: Answer): void {
  parentPort!.postMessage(answer);
}

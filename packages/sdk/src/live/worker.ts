/** The worker's end: pictures in, poses and shots out. Everything heavy of a live analysis happens here. */
import { framingOf, LiveAnalysis } from '@shotform/analysis';
import { fetchBytes } from './fetchBytes.ts';
import { LivePoses, sizeOf } from './landmarker.ts';
import type { Answer, FrameRequest, OpenRequest, Request } from './protocol.ts';

const answer = (what: Answer, transfer: Transferable[] = []): void => self.postMessage(what, { transfer });

let opened: { request: OpenRequest; poses: LivePoses } | null = null;
let analysis: LiveAnalysis | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  // One after the other: the page sends the next picture when this one is answered.
  void take(data).catch((error: unknown) => answer({ kind: 'failed', message: String(error) }));
});

async function take(request: Request): Promise<void> {
  if (request.kind === 'open') await open(request);
  else if (request.kind === 'frame') see(request);
  else finish();
}

async function open(request: OpenRequest): Promise<void> {
  const model = await fetchBytes(request.modelUrl, (loadedBytes, totalBytes) =>
    answer({ kind: 'loading', loadedBytes, totalBytes }),
  );
  const poses = await LivePoses.open(request, model);
  opened = { request, poses };
  answer({ kind: 'ready', delegate: poses.delegate });
}

function see({ picture, timeSeconds }: FrameRequest): void {
  if (!opened) throw new Error('a picture came before the model was open');
  const started = performance.now();
  const [width, height] = sizeOf(picture);
  const poses = opened.poses.see(picture, timeSeconds);
  picture.close();
  const poseMilliseconds = performance.now() - started;
  const { model, locale } = opened.request;
  analysis ??= new LiveAnalysis({ width, height, models: [model], ...(locale !== undefined && { locale }) });
  const shots = analysis.next(timeSeconds, { pose: poses, ball: [], rim: null, netMotion: null });
  const framing = framingOf(poses, width, height);
  const milliseconds = performance.now() - started;
  answer({ kind: 'seen', frame: { timeSeconds, poses, framing, milliseconds, poseMilliseconds }, shots });
}

function finish(): void {
  if (!opened) throw new Error('finished before it was open');
  opened.poses.close();
  const { model } = opened.request;
  analysis ??= new LiveAnalysis({ width: 1, height: 1, models: [model] });
  answer({ kind: 'finished', report: analysis.finish(), tracks: analysis.tracks() });
}

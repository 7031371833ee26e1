/** The camera and the recorder, without a picture of them. */

export type CameraProblem = 'denied' | 'blocked' | 'insecure' | 'none' | 'busy' | 'broken';

export class CameraError extends Error {
  readonly problem: CameraProblem;

  constructor(problem: CameraProblem, cause?: unknown) {
    super(`The camera cannot be used: ${problem}`, { cause });
    this.problem = problem;
  }
}

/** Asks for a camera, so call it only when somebody has tapped. Throws `CameraError`. */
export async function openCamera(facing: 'environment' | 'user'): Promise<MediaStream> {
  if (!isSecureContext || !navigator.mediaDevices) throw new CameraError('insecure');
  if (isBlocked()) throw new CameraError('blocked');
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        facingMode: { ideal: facing },
        width: { ideal: 1920 },
        height: { ideal: 1080 },
        frameRate: { ideal: 60 },
      },
    });
  } catch (cause) {
    throw new CameraError(problemOf(cause), cause);
  }
}

interface Policy {
  allowsFeature(feature: string): boolean;
}

/** The page, or a page around it, forbids the camera: no browser setting of the visitor can change that. */
function isBlocked(): boolean {
  const { featurePolicy, permissionsPolicy } = document as { featurePolicy?: Policy; permissionsPolicy?: Policy };
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature('camera') === false;
}

const problems: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'blocked',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

function problemOf(error: unknown): CameraProblem {
  return (error instanceof DOMException && problems[error.name]) || 'broken';
}

/** MP4 first: it plays everywhere, also where it is only looked at later. */
const types = ['video/mp4;codecs=avc1.640028', 'video/mp4', 'video/webm;codecs=vp9', 'video/webm'];
const BITS_PER_SECOND = 10_000_000;

/** Records a stream until it is stopped; gives the clip as a file. */
export class Recording {
  readonly file: Promise<File>;
  private readonly recorder: MediaRecorder;

  constructor(stream: MediaStream, now: Date) {
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
    this.recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
    const chunks: Blob[] = [];
    const done = Promise.withResolvers<File>();
    this.file = done.promise;
    this.recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
    this.recorder.addEventListener('error', (event) => done.reject(new CameraError('broken', event)));
    this.recorder.addEventListener('stop', () => {
      const type = this.recorder.mimeType.split(';')[0] || 'video/mp4';
      const name = `shot-${now.toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}.${type.split('/')[1]}`;
      done.resolve(new File(chunks, name, { type, lastModified: now.getTime() }));
    });
    this.recorder.start(1000);
  }

  stop(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }
}

/** What live analysis adds to the bare pose landmarker of MediaPipe, on the sample clip in Chromium. */
import { sampleClip } from '@shotform/testkit';
import { LivePage } from '../../packages/sdk/test/live/livePage.ts';

export interface LiveCost {
  frames: number;
  /** Of all frames: what the landmarker took, and what it and everything else took, seconds. */
  poseSeconds: number;
  wholeSeconds: number;
}

/** The first shot of the sample, played so slowly that no picture is passed over; the lite model, as on phones. */
export async function benchLive(): Promise<LiveCost> {
  const page = await LivePage.open(await sampleClip());
  try {
    const { frames } = await page.show({ model: 'lite', framesPerSecond: 30, from: 1.5, to: 5.2 });
    return {
      frames: frames.length,
      poseSeconds: frames.reduce((sum, { poseMilliseconds }) => sum + poseMilliseconds / 1000, 0),
      wholeSeconds: frames.reduce((sum, { milliseconds }) => sum + milliseconds / 1000, 0),
    };
  } finally {
    await page.close();
  }
}

import type { MediaLimits } from '@shotform/contracts';

/** A phone's picker names the type of most videos, not of all. */
const EXTENSIONS = /\.(mp4|m4v|mov|webm|mkv|avi|3gp|hevc)$/i;
const METADATA_MILLISECONDS = 4000;

/** What can be told without sending it: the code of what is wrong, or `null`. The server looks again, at the content. */
export async function checkFile(file: File, limits: MediaLimits): Promise<string | null> {
  if (file.size === 0) return 'file_empty';
  if (!file.type.startsWith('video/') && !EXTENSIONS.test(file.name)) return 'not_a_video';
  if (file.size > limits.bytes) return 'file_too_large';
  const seconds = await durationOf(file);
  return seconds !== null && seconds > limits.durationSeconds ? 'video_too_long' : null;
}

/** `null` where this browser cannot tell: that another one's codec is unknown here says nothing against the file. */
function durationOf(file: File): Promise<number | null> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  return new Promise<number | null>((resolve) => {
    const tell = (seconds: number | null): void =>
      resolve(seconds !== null && Number.isFinite(seconds) ? seconds : null);
    video.addEventListener('loadedmetadata', () => tell(video.duration), { once: true });
    video.addEventListener('error', () => tell(null), { once: true });
    setTimeout(() => tell(null), METADATA_MILLISECONDS);
    video.preload = 'metadata';
    video.src = url;
  }).finally(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}

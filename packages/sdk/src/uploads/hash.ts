import { ShotformSdkError } from '../errors.ts';

/** SHA-256 in base64, as the object store wants it. `insecure_context` where the page is not served securely. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new ShotformSdkError('insecure_context', 'Uploads work only on pages served over https or from localhost.');
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
}

/** A slice's bytes. `file_changed` where the device cannot give them (any more). */
export async function bytesOf(slice: Blob): Promise<ArrayBuffer> {
  try {
    return await slice.arrayBuffer();
  } catch (cause) {
    throw new ShotformSdkError('file_changed', 'The file cannot be read any more: it was changed or moved.', { cause });
  }
}

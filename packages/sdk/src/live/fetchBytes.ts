/** Fetches a file whole and tells how far it is; `totalBytes` is `null` where the server does not say. */
export async function fetchBytes(
  url: string,
  onProgress: (loadedBytes: number, totalBytes: number | null) => void,
): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} was answered with ${response.status}`);
  const length = Number(response.headers.get('content-length') ?? NaN);
  // With a coding the length is that of what is sent, not of what is read here.
  const total = Number.isFinite(length) && !response.headers.get('content-encoding') ? length : null;
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    loaded += chunk.value.length;
    onProgress(loaded, total);
  }
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Whether a page's origin is among those of a key: `https://example.com`, or `https://*.example.com` for what is below it. */
export function originAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((pattern) => matches(origin, pattern));
}

function matches(origin: string, pattern: string): boolean {
  if (!pattern.includes('://*.')) return origin === pattern;
  const [protocol, host] = pattern.split('://*.');
  const prefix = `${protocol}://`;
  if (!origin.startsWith(prefix) || !origin.endsWith(`.${host}`)) return false;
  // One label or more, and nothing but labels: "https://evil.com/.example.com" is no origin, but is not for us to trust.
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(origin.slice(prefix.length, -`.${host}`.length));
}

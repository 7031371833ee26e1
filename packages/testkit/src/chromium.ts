/** How every test starts Chromium, so that what it tells is of the code and not of the flags. */

/** The system's own, or what CHROMIUM_PATH names. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Asks nobody outside, asks nothing on start, and has a camera of its own making that needs no permission. */
export const chromiumArgs = [
  // As root in a container there is no other way.
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

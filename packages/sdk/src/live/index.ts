export type { Framing, LiveShot } from '@shotform/contracts';
export { startLive, type Live, type LiveOptions, type LiveResult } from './live.ts';
export type { Delegate, LiveFrame, LiveModel } from './protocol.ts';

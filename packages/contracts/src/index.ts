export * from './baseline.ts';
export * from './api/index.ts';
export * from './errors.ts';
export * from './limits.ts';
export type * from './live.ts';
export * from './report.ts';
export * from './tracks.ts';

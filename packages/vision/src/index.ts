export * from './frame.ts';
export * from './inference.ts';

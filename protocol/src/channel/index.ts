export * from './answer-batch.ts';
export * from './call-batch.ts';
export * from './channel.ts';
export { createFrameKey, type FrameKey } from './frame.ts';
export * from './frame-reader.ts';
export * from './frame-writer.ts';

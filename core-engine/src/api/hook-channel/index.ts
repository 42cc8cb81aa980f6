export * from './answer-hook-call.ts';
export * from './channel-server.ts';

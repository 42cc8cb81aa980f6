export * from './handshake.ts';
export * from './replay-window.ts';
export * from './session-call.ts';
export * from './session-crypto.ts';

export * from './ed25519.ts';
export * from './session-crypto.ts';

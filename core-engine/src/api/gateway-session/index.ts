export * from './gateway-sessions.ts';

export * from './gateway-sessions.ts';
export { mayUse } from './read-session-call.ts';

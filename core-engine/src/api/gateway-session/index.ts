export * from './gateway-sessions.ts';
export { mayUse, type SessionRequest } from './read-session-call.ts';

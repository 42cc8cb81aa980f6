export { releaseIdleMemory } from './release-idle-memory.ts';

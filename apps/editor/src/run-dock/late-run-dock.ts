import { late } from '../parts/late.tsx';

export const RunDock = late(async () => (await import('./run-dock.tsx')).RunDock);

import { getEngineInfo } from '@sluice/protocol';
import { route } from './route.ts';

export const getEngineInfoRoute = route(getEngineInfo, async ({ services }) => ({
  version: services.version,
  nodeVersion: process.version,
  storage: 'sqlite',
  workers: services.workers,
  executions: await services.executions.countByStatus(),
  uptimeMs: Date.now() - services.startedAtMs,
}));

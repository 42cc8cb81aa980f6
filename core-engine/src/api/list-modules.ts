import { listModules } from '@sluice/protocol';
import { route } from './route.ts';

export const listModulesRoute = route(listModules, ({ services }) => ({
  modules: services.modules.manifests.map(({ guest: _guest, ...manifest }) => manifest),
}));
